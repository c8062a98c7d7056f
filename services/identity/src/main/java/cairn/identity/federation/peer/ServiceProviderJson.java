package cairn.identity.federation.peer;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of service providers. Pure. */
final class ServiceProviderJson {
  private static final String FORM =
      """
      {"type": "object", "required": ["service_provider"], "properties": {"service_provider": {
        "type": "object", "additionalProperties": false, %s, "properties": {
          "auth_url": {"type": "string", "maxLength": 255, "pattern": "^[a-zA-Z0-9+.-]+:.+"},
          "sp_url": {"type": "string", "maxLength": 255, "pattern": "^[a-zA-Z0-9+.-]+:.+"},
          "enabled": {"type": "boolean"},
          "description": {"type": ["string", "null"]},
          "relay_state_prefix": {"type": ["string", "null"], "maxLength": 256}}}}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(FORM.formatted("\"required\": [\"auth_url\", \"sp_url\"]"));
  static final BodySchema UPDATE = BodySchema.of(FORM.formatted("\"minProperties\": 1"));

  private ServiceProviderJson() {}

  static ServiceProvider read(String id, JsonNode body) {
    return merge(new ServiceProvider(id, "", "", false, Optional.empty(), "ss:mem:"), body);
  }

  static ServiceProvider merge(ServiceProvider before, JsonNode change) {
    return new ServiceProvider(
        before.id(),
        Body.text(change, "auth_url", before.authUrl()),
        Body.text(change, "sp_url", before.serviceUrl()),
        Body.truth(change, "enabled", before.enabled()),
        Body.text(change, "description", before.description()),
        Body.text(change, "relay_state_prefix", before.relayStatePrefix()));
  }

  static void write(JsonGenerator json, ServiceProvider provider, String baseUrl) {
    json.writeStringProperty("id", provider.id());
    json.writeStringProperty("auth_url", provider.authUrl());
    json.writeStringProperty("sp_url", provider.serviceUrl());
    json.writeBooleanProperty("enabled", provider.enabled());
    Answers.text(json, "description", provider.description());
    json.writeStringProperty("relay_state_prefix", provider.relayStatePrefix());
    Answers.links(json, baseUrl, "OS-FEDERATION/service_providers", provider.id());
  }
}
