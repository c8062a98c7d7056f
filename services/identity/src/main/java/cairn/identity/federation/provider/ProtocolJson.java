package cairn.identity.federation.provider;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of protocols. Pure. */
final class ProtocolJson {
  static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["protocol"], "properties": {"protocol": {
            "type": "object", "additionalProperties": false, "required": ["mapping_id"],
            "properties": {
              "mapping_id": {"type": "string", "minLength": 1, "maxLength": 64},
              "remote_id_attribute": {"type": ["string", "null"], "maxLength": 64}}}}}\
          """);

  private ProtocolJson() {}

  static Protocol read(String providerId, String id, JsonNode body) {
    return merge(new Protocol(providerId, id, "", Optional.empty()), body);
  }

  static Protocol merge(Protocol before, JsonNode change) {
    return new Protocol(
        before.providerId(),
        before.id(),
        Body.text(change, "mapping_id", before.mappingId()),
        Body.text(change, "remote_id_attribute", before.remoteIdAttribute())
            .filter(text -> !text.isEmpty()));
  }

  static void write(JsonGenerator json, Protocol protocol, String baseUrl) {
    json.writeStringProperty("id", protocol.id());
    json.writeStringProperty("mapping_id", protocol.mappingId());
    protocol
        .remoteIdAttribute()
        .ifPresent(name -> json.writeStringProperty("remote_id_attribute", name));
    json.writeObjectPropertyStart("links");
    var provider =
        baseUrl + Answers.V3 + "/" + ProviderJson.COLLECTION + "/" + protocol.providerId();
    json.writeStringProperty("self", provider + "/protocols/" + protocol.id());
    json.writeStringProperty("identity_provider", provider);
    json.writeEndObject();
  }
}
