package cairn.compute.keypair;

import cairn.compute.wire.Wire;
import cairn.http.BodySchema;
import cairn.http.Microversion;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Key pairs on the wire. */
final class KeypairJson {
  private static final String NAME =
      """
      "name": {"type": "string", "minLength": 1, "maxLength": 255,
               "pattern": "^(?! )[%s]+(?<! )$"}
      """;
  private static final String PLAIN_NAME = NAME.formatted("_\\\\- a-zA-Z0-9");
  private static final String WIDER_NAME = NAME.formatted("_\\\\-@. a-zA-Z0-9");
  private static final String KEY = ", \"public_key\": {\"type\": \"string\"}";
  private static final String TYPE =
      ", \"type\": {\"type\": \"string\", \"enum\": [\"ssh\", \"x509\"]}";
  private static final String USER = ", \"user_id\": {\"type\": \"string\"}";

  static final BodySchema CREATE = create("\"name\"", PLAIN_NAME + KEY);
  static final BodySchema CREATE_2_2 = create("\"name\"", PLAIN_NAME + KEY + TYPE);
  static final BodySchema CREATE_2_10 = create("\"name\"", PLAIN_NAME + KEY + TYPE + USER);
  static final BodySchema CREATE_2_92 =
      create("\"name\", \"public_key\"", WIDER_NAME + KEY + TYPE + USER);

  private KeypairJson() {}

  private static BodySchema create(String required, String properties) {
    return BodySchema.of(
        """
        {"type": "object", "required": ["keypair"], "additionalProperties": false,
         "properties": {"keypair": {"type": "object", "required": [%s],
           "additionalProperties": false, "properties": {%s}}}}
        """
            .formatted(required, properties));
  }

  static void created(
      JsonGenerator json, Keypair keypair, Optional<String> privateKey, Microversion version) {
    json.writeStartObject();
    json.writeObjectPropertyStart("keypair");
    common(json, keypair, version);
    json.writeStringProperty("user_id", keypair.userId());
    privateKey.ifPresent(key -> json.writeStringProperty("private_key", key));
    json.writeEndObject();
    json.writeEndObject();
  }

  static void listed(JsonGenerator json, Keypair keypair, Microversion version) {
    json.writeStartObject();
    json.writeObjectPropertyStart("keypair");
    common(json, keypair, version);
    json.writeEndObject();
    json.writeEndObject();
  }

  static void shown(JsonGenerator json, Keypair keypair, Microversion version) {
    json.writeStartObject();
    json.writeObjectPropertyStart("keypair");
    common(json, keypair, version);
    json.writeStringProperty("user_id", keypair.userId());
    json.writeNumberProperty("id", keypair.number());
    json.writeStringProperty("created_at", Wire.timeMicros(keypair.createdAt()));
    json.writeNullProperty("updated_at");
    json.writeBooleanProperty("deleted", false);
    json.writeNullProperty("deleted_at");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void common(JsonGenerator json, Keypair keypair, Microversion version) {
    json.writeStringProperty("name", keypair.name());
    json.writeStringProperty("public_key", keypair.publicKey());
    json.writeStringProperty("fingerprint", keypair.fingerprint());
    if (version.since(2, 2)) {
      json.writeStringProperty("type", keypair.type().wire());
    }
  }
}
