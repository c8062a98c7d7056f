package cairn.http;

import cairn.common.CloudException;
import cairn.common.Json;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The JSON schema (draft 2020-12) of a request's body. Immutable, so safe for many threads. */
public final class BodySchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  com.networknt.schema.SchemaRegistryConfig.builder()
                      .formatAssertionsEnabled(true)
                      .locale(java.util.Locale.ROOT)
                      .build()));

  private final JsonNode source;
  private final Schema schema;

  private BodySchema(JsonNode source) {
    this.source = source;
    this.schema = REGISTRY.getSchema(source);
  }

  /** A schema that stands in the program as a text block. */
  public static BodySchema of(String json) {
    return new BodySchema(Json.parse(json));
  }

  /** The schema's own text, for the OpenAPI document. */
  public JsonNode source() {
    return source;
  }

  /**
   * Lets a body that fits pass.
   *
   * @throws CloudException BAD_REQUEST, naming the place and what is wrong there
   */
  public void check(JsonNode body) {
    List<Error> errors = schema.validate(body);
    if (!errors.isEmpty()) {
      var error = errors.getFirst();
      var place = error.getInstanceLocation().toString().replaceFirst("^/|^\\$\\.?", "");
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "Invalid input for field/attribute %s. %s"
              .formatted(place.isEmpty() ? "body" : place, error.getMessage()));
    }
  }
}
