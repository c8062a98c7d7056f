package cairn.identity.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of the names that users have elsewhere: grouped by identity provider. Pure. */
final class FederatedJson {
  static final String SCHEMA =
      """
      {"type": "array", "items":
        {"type": "object", "required": ["idp_id", "protocols"], "properties":
          {"idp_id": {"type": "string"},
           "protocols": {"type": "array", "minItems": 1, "items":
             {"type": "object", "required": ["protocol_id", "unique_id"], "properties":
               {"protocol_id": {"type": "string"},
                "unique_id": {"type": "string", "maxLength": 255}}}}}}}\
      """;

  private FederatedJson() {}

  static List<FederatedIdentity> read(JsonNode federated) {
    var identities = new ArrayList<FederatedIdentity>();
    for (var provider : federated) {
      for (var protocol : provider.path("protocols")) {
        identities.add(
            new FederatedIdentity(
                provider.path("idp_id").stringValue(),
                protocol.path("protocol_id").stringValue(),
                protocol.path("unique_id").stringValue()));
      }
    }
    return List.copyOf(identities);
  }

  /** Writes nothing where there are none, as the reference does. */
  static void write(JsonGenerator json, List<FederatedIdentity> identities) {
    if (identities.isEmpty()) {
      return;
    }
    var byProvider = new LinkedHashMap<String, List<FederatedIdentity>>();
    for (var identity : identities) {
      byProvider.computeIfAbsent(identity.providerId(), _ -> new ArrayList<>()).add(identity);
    }
    json.writeArrayPropertyStart("federated");
    byProvider.forEach((provider, ofProvider) -> {
      json.writeStartObject();
      json.writeStringProperty("idp_id", provider);
      json.writeArrayPropertyStart("protocols");
      for (var identity : ofProvider) {
        json.writeStartObject();
        json.writeStringProperty("protocol_id", identity.protocolId());
        json.writeStringProperty("unique_id", identity.uniqueId());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
    json.writeEndArray();
  }
}
