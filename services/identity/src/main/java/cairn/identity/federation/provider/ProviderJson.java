package cairn.identity.federation.provider;

import cairn.common.Json;
import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of identity providers. Pure. */
final class ProviderJson {
  static final String COLLECTION = "OS-FEDERATION/identity_providers";

  private static final String SECRET = "client_secret";

  private static final String PROPERTIES =
      """
      "enabled": {"type": "boolean"},
      "description": {"type": ["string", "null"]},
      "authorization_ttl": {"type": ["integer", "null"], "minimum": 0, "maximum": 52560000},
      "remote_ids": {"type": ["array", "null"], "uniqueItems": true, "maxItems": 100,
                     "items": {"type": "string", "maxLength": 255}},
      "openid": {"type": ["object", "null"], "additionalProperties": false,
        "required": ["issuer"], "properties": {
          "issuer": {"type": "string", "pattern": "%1$s", "maxLength": 1000},
          "client_id": {"type": "string", "minLength": 1},
          "client_secret": {"type": "string", "minLength": 1},
          "audiences": {"type": "array", "minItems": 1, "maxItems": 100,
                        "items": {"type": "string", "minLength": 1}},
          "scopes": {"type": "string"},
          "introspection": {"type": "boolean"},
          "userinfo": {"type": "boolean"},
          "discovery_url": {"type": "string", "pattern": "%1$s", "maxLength": 1000}}}\
      """
          // Without TLS anybody between here and the issuer could say who somebody is.
          .formatted("^(https://|http://(127\\\\.0\\\\.0\\\\.1|localhost)[:/]).+");

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "properties": {"identity_provider": {"type": "object",
            "additionalProperties": false, "properties": {
              "domain_id": {"type": ["string", "null"], "maxLength": 64}, %s}}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["identity_provider"], "properties": {
            "identity_provider": {"type": "object", "minProperties": 1,
              "additionalProperties": false, "properties": {%s}}}}\
          """
              .formatted(PROPERTIES));

  private ProviderJson() {}

  static IdentityProvider read(String id, String domainId, JsonNode body) {
    var empty =
        new IdentityProvider(
            id, domainId, false, Optional.empty(), Optional.empty(), List.of(), Json.object());
    return merge(empty, body);
  }

  static IdentityProvider merge(IdentityProvider before, JsonNode change) {
    return new IdentityProvider(
        before.id(),
        before.domainId(),
        Body.truth(change, "enabled", before.enabled()),
        Body.text(change, "description", before.description()),
        change.has("authorization_ttl")
            ? change.path("authorization_ttl").asIntOpt().stream().boxed().findFirst()
            : before.authorizationMinutes(),
        change.has("remote_ids") ? texts(change.path("remote_ids")) : before.remoteIds(),
        change.has("openid") ? openid(before.openid(), change.path("openid")) : before.openid());
  }

  /** All settings together are new, but a secret that is not given stays. */
  private static ObjectNode openid(ObjectNode before, JsonNode given) {
    var after = given.isObject() ? (ObjectNode) given.deepCopy() : Json.object();
    if (!after.isEmpty() && !after.has(SECRET) && before.has(SECRET)) {
      after.set(SECRET, before.path(SECRET));
    }
    return after;
  }

  private static List<String> texts(JsonNode items) {
    var texts = new ArrayList<String>();
    items.forEach(item -> texts.add(item.stringValue()));
    return texts;
  }

  static void write(JsonGenerator json, IdentityProvider provider, String baseUrl) {
    json.writeStringProperty("id", provider.id());
    json.writeStringProperty("domain_id", provider.domainId());
    json.writeBooleanProperty("enabled", provider.enabled());
    Answers.text(json, "description", provider.description());
    json.writeName("authorization_ttl");
    if (provider.authorizationMinutes().isPresent()) {
      json.writeNumber(provider.authorizationMinutes().get());
    } else {
      json.writeNull();
    }
    json.writeArrayPropertyStart("remote_ids");
    provider.remoteIds().forEach(json::writeString);
    json.writeEndArray();
    if (!provider.openid().isEmpty()) {
      Answers.tree(json, "openid", provider.openid().deepCopy().without(SECRET));
    }
    json.writeObjectPropertyStart("links");
    var self = baseUrl + Answers.V3 + "/" + COLLECTION + "/" + provider.id();
    json.writeStringProperty("self", self);
    json.writeStringProperty("protocols", self + "/protocols");
    json.writeEndObject();
  }
}
