package cairn.identity.limit;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of limits. Pure. */
public final class LimitJson {
  private static final String ID =
      """
      {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[a-zA-Z0-9-]+$"}\
      """;

  private static final String AMOUNT =
      """
      "resource_limit": {"type": "integer", "minimum": -1, "maximum": 2147483647},
      "description": {"type": ["string", "null"]}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["limits"], "properties": {
            "limits": {"type": "array", "minItems": 1, "maxItems": 1000, "items":
              {"type": "object", "required": ["service_id", "resource_name", "resource_limit"],
               "oneOf": [{"required": ["project_id"]}, {"required": ["domain_id"]}],
               "additionalProperties": false, "properties": {
                 "project_id": %s, "domain_id": %s, "service_id": %s,
                 "region_id": {"type": "string"},
                 "resource_name": {"type": "string", "minLength": 1, "maxLength": 255}, %s}}}}}\
          """
              .formatted(ID, ID, ID, AMOUNT));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["limit"], "properties": {
            "limit": {"type": "object", "additionalProperties": false, "properties": {%s}}}}\
          """
              .formatted(AMOUNT));

  private LimitJson() {}

  static NewLimit read(String id, JsonNode limit) {
    var domain = limit.has("domain_id");
    return new NewLimit(
        id,
        limit.path(domain ? "domain_id" : "project_id").stringValue(),
        domain,
        limit.path("service_id").stringValue(),
        Body.text(limit, "region_id"),
        limit.path("resource_name").stringValue(),
        limit.path("resource_limit").intValue(),
        Body.text(limit, "description"));
  }

  /** Writes the parts of one. */
  public static void write(JsonGenerator json, Limit limit, String baseUrl) {
    var place = Optional.of(limit.place());
    json.writeStringProperty("id", limit.id());
    Answers.text(json, "project_id", limit.placeIsDomain() ? Optional.empty() : place);
    Answers.text(json, "domain_id", limit.placeIsDomain() ? place : Optional.empty());
    json.writeStringProperty("service_id", limit.serviceId());
    Answers.text(json, "region_id", limit.regionId());
    json.writeStringProperty("resource_name", limit.resourceName());
    json.writeNumberProperty("resource_limit", limit.resourceLimit());
    Answers.text(json, "description", limit.description());
    Answers.links(json, baseUrl, "limits", limit.id());
  }
}
