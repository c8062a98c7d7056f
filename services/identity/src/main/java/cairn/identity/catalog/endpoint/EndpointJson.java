package cairn.identity.catalog.endpoint;

import cairn.http.BodySchema;
import cairn.identity.catalog.UrlBlanks;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of endpoints. Pure. */
public final class EndpointJson {
  private static final Set<String> KNOWN =
      Set.of("service_id", "region_id", "region", "interface", "url", "enabled");

  private static final String PROPERTIES =
      """
      {"service_id": {"type": "string"}, "region_id": {"type": ["string", "null"]},
       "region": {"type": ["string", "null"]},
       "interface": {"enum": ["public", "internal", "admin"]},
       "url": {"type": "string", "minLength": 1, "maxLength": 2048,
               "pattern": "^([a-z]+://|\\\\$\\\\()[^\\\\s]+$"},
       "enabled": {"type": "boolean"}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["endpoint"], "properties": {"endpoint":
            {"type": "object", "required": ["service_id", "interface", "url"],
             "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["endpoint"], "properties": {"endpoint":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private EndpointJson() {}

  static Endpoint read(String id, JsonNode endpoint) {
    return merge(new Endpoint(id, "", Optional.empty(), "", "", true, Body.none()), endpoint);
  }

  static Endpoint merge(Endpoint before, JsonNode change) {
    var region = change.has("region_id") ? "region_id" : "region";
    return new Endpoint(
        before.id(),
        Body.text(change, "service_id", before.serviceId()),
        Body.text(change, region, before.regionId()),
        Body.text(change, "interface", before.interfaceName()),
        Body.text(change, "url", before.url()),
        Body.truth(change, "enabled", before.enabled()),
        Body.extra(change, KNOWN, before.extra()));
  }

  /** Writes the parts of one. */
  public static void write(JsonGenerator json, Endpoint endpoint, String baseUrl) {
    json.writeStringProperty("id", endpoint.id());
    json.writeStringProperty("service_id", endpoint.serviceId());
    Answers.text(json, "region_id", endpoint.regionId());
    Answers.text(json, "region", endpoint.regionId());
    json.writeStringProperty("interface", endpoint.interfaceName());
    json.writeStringProperty("url", UrlBlanks.withBase(endpoint.url(), baseUrl));
    json.writeBooleanProperty("enabled", endpoint.enabled());
    Answers.extra(json, endpoint.extra());
    Answers.links(json, baseUrl, "endpoints", endpoint.id());
  }
}
