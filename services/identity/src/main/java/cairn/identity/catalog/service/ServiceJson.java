package cairn.identity.catalog.service;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of services. Pure. */
final class ServiceJson {
  private static final Set<String> KNOWN = Set.of("type", "name", "description", "enabled");

  private static final String PROPERTIES =
      """
      {"type": {"type": "string", "minLength": 1, "maxLength": 255},
       "name": {"type": ["string", "null"], "maxLength": 255},
       "description": {"type": ["string", "null"]}, "enabled": {"type": "boolean"}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["service"], "properties": {"service":
            {"type": "object", "required": ["type"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["service"], "properties": {"service":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private ServiceJson() {}

  static Service read(String id, JsonNode service) {
    return merge(
        new Service(id, "", Optional.empty(), Optional.empty(), true, Body.none()), service);
  }

  static Service merge(Service before, JsonNode change) {
    return new Service(
        before.id(),
        Body.text(change, "type", before.type()),
        Body.text(change, "name", before.name()),
        Body.text(change, "description", before.description()),
        Body.truth(change, "enabled", before.enabled()),
        Body.extra(change, KNOWN, before.extra()));
  }

  static void write(JsonGenerator json, Service service, String baseUrl) {
    json.writeStringProperty("id", service.id());
    json.writeStringProperty("type", service.type());
    json.writeStringProperty("name", service.name().orElse(""));
    service.description().ifPresent(text -> json.writeStringProperty("description", text));
    json.writeBooleanProperty("enabled", service.enabled());
    Answers.extra(json, service.extra());
    Answers.links(json, baseUrl, "services", service.id());
  }
}
