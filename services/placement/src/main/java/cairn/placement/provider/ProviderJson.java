package cairn.placement.provider;

import cairn.http.BodySchema;
import cairn.http.Microversion;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Providers on the wire. */
final class ProviderJson {
  private static final String NAME =
      "\"name\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 200}";
  private static final String PARENT =
      "\"parent_provider_uuid\": {\"anyOf\": [{\"type\": \"string\", \"format\": \"uuid\"},"
          + " {\"type\": \"null\"}]}";

  static final BodySchema CREATE =
      body("\"uuid\": {\"type\": \"string\", \"format\": \"uuid\"}", "");
  static final BodySchema CREATE_NESTED =
      body("\"uuid\": {\"type\": \"string\", \"format\": \"uuid\"}", ", " + PARENT);
  static final BodySchema UPDATE = body(NAME, "");
  static final BodySchema UPDATE_NESTED = body(NAME, ", " + PARENT);

  private ProviderJson() {}

  private static BodySchema body(String first, String more) {
    var properties = first.equals(NAME) ? NAME + more : NAME + ", " + first + more;
    return BodySchema.of(
        """
        {
          "type": "object",
          "properties": {%s},
          "required": ["name"],
          "additionalProperties": false
        }
        """
            .formatted(properties));
  }

  static void write(JsonGenerator json, Provider provider, Microversion version) {
    json.writeStartObject();
    json.writeStringProperty("uuid", provider.id().toString());
    json.writeStringProperty("name", provider.name());
    json.writeNumberProperty("generation", provider.generation());
    if (version.since(1, 14)) {
      json.writeStringProperty("root_provider_uuid", provider.root().toString());
      if (provider.parent().isPresent()) {
        json.writeStringProperty("parent_provider_uuid", provider.parent().get().toString());
      } else {
        json.writeNullProperty("parent_provider_uuid");
      }
    }
    json.writeArrayPropertyStart("links");
    link(json, "self", provider, "");
    for (var part : parts(version)) {
      link(json, part, provider, "/" + part);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static List<String> parts(Microversion version) {
    if (version.since(1, 11)) {
      return List.of("inventories", "usages", "aggregates", "traits", "allocations");
    }
    if (version.since(1, 6)) {
      return List.of("inventories", "usages", "aggregates", "traits");
    }
    return version.since(1, 1)
        ? List.of("inventories", "usages", "aggregates")
        : List.of("inventories", "usages");
  }

  private static void link(JsonGenerator json, String relation, Provider provider, String path) {
    json.writeStartObject();
    json.writeStringProperty("rel", relation);
    json.writeStringProperty("href", "/placement/resource_providers/" + provider.id() + path);
    json.writeEndObject();
  }
}
