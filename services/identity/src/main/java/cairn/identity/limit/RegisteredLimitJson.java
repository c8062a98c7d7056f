package cairn.identity.limit;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of registered limits. Pure. */
final class RegisteredLimitJson {
  private static final String PROPERTIES =
      """
      {"service_id": {"type": "string", "minLength": 1, "maxLength": 64,
                      "pattern": "^[a-zA-Z0-9-]+$"},
       "region_id": {"type": ["string", "null"]},
       "resource_name": {"type": "string", "minLength": 1, "maxLength": 255},
       "default_limit": {"type": "integer", "minimum": -1, "maximum": 2147483647},
       "description": {"type": ["string", "null"]}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["registered_limits"], "properties": {
            "registered_limits": {"type": "array", "minItems": 1, "maxItems": 1000, "items":
              {"type": "object", "required": ["service_id", "resource_name", "default_limit"],
               "additionalProperties": false, "properties": %s}}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["registered_limit"], "properties": {
            "registered_limit": {"type": "object", "additionalProperties": false,
                                 "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private RegisteredLimitJson() {}

  static RegisteredLimit read(String id, JsonNode limit) {
    return merge(new RegisteredLimit(id, "", Optional.empty(), "", 0, Optional.empty()), limit);
  }

  static RegisteredLimit merge(RegisteredLimit before, JsonNode change) {
    return new RegisteredLimit(
        before.id(),
        Body.text(change, "service_id", before.serviceId()),
        Body.text(change, "region_id", before.regionId()),
        Body.text(change, "resource_name", before.resourceName()),
        change.path("default_limit").intValue(before.defaultLimit()),
        Body.text(change, "description", before.description()));
  }

  static void write(JsonGenerator json, RegisteredLimit limit, String baseUrl) {
    json.writeStringProperty("id", limit.id());
    json.writeStringProperty("service_id", limit.serviceId());
    Answers.text(json, "region_id", limit.regionId());
    json.writeStringProperty("resource_name", limit.resourceName());
    json.writeNumberProperty("default_limit", limit.defaultLimit());
    Answers.text(json, "description", limit.description());
    Answers.links(json, baseUrl, "registered_limits", limit.id());
  }
}
