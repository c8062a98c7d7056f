package cairn.identity.oauth;

import cairn.common.Entropy;
import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of consumers and access tokens. Pure. */
final class OAuthJson {
  private static final Set<String> KNOWN = Set.of("description", "secret");

  static final BodySchema CREATE_CONSUMER =
      BodySchema.of(
          """
          {"type": "object", "properties": {"consumer": {"type": "object", "properties": {
            "description": {"type": ["string", "null"]}}}}}\
          """);

  static final BodySchema UPDATE_CONSUMER =
      BodySchema.of(
          """
          {"type": "object", "required": ["consumer"], "properties": {"consumer": {
            "type": "object", "minProperties": 1, "not": {"required": ["secret"]}, "properties": {
              "description": {"type": ["string", "null"]}}}}}\
          """);

  static final BodySchema AUTHORIZE =
      BodySchema.of(
          """
          {"type": "object", "properties": {"roles": {"type": "array", "maxItems": 100, "items": {
            "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
            "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 64},
                           "name": {"type": "string", "minLength": 1, "maxLength": 255}}}}}}\
          """);

  private OAuthJson() {}

  static Consumer read(JsonNode consumer, Entropy entropy) {
    return new Consumer(
        entropy.hexId(),
        Body.text(consumer, "description"),
        entropy.hexId(),
        Body.extra(consumer, KNOWN, Body.none()));
  }

  static Consumer merge(Consumer before, JsonNode change) {
    if (!Body.text(change, "id", before.id()).equals(before.id())) {
      throw Refusals.invalid("Cannot change consumer ID");
    }
    return new Consumer(
        before.id(),
        Body.text(change, "description", before.description()),
        before.secret(),
        Body.extra(change, KNOWN, before.extra()));
  }

  static void write(JsonGenerator json, Consumer consumer, String baseUrl) {
    json.writeStringProperty("id", consumer.id());
    Answers.text(json, "description", consumer.description());
    Answers.extra(json, consumer.extra());
    Answers.links(json, baseUrl, "OS-OAUTH1/consumers", consumer.id());
  }

  /** Writes one without its secret and without its roles, to which a link leads. */
  static void write(JsonGenerator json, AccessToken token, String baseUrl) {
    json.writeStringProperty("id", token.id());
    json.writeStringProperty("consumer_id", token.consumerId());
    json.writeStringProperty("project_id", token.projectId());
    json.writeStringProperty("authorizing_user_id", token.userId());
    Answers.time(json, "expires_at", token.expiresAt());
    var self =
        "%s%s/users/%s/OS-OAUTH1/access_tokens/%s"
            .formatted(baseUrl, Answers.V3, token.userId(), token.id());
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("roles", self + "/roles");
    json.writeStringProperty("self", self);
    json.writeEndObject();
  }
}
