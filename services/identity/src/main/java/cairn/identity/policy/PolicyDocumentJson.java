package cairn.identity.policy;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of policies. Pure. */
final class PolicyDocumentJson {
  private static final Set<String> KNOWN = Set.of("type", "blob");

  private static final String PROPERTIES =
      """
      {"blob": {"type": "string"}, "type": {"type": "string", "maxLength": 255}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["policy"], "properties": {"policy":
            {"type": "object", "required": ["blob", "type"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["policy"], "properties": {"policy":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private PolicyDocumentJson() {}

  static PolicyDocument read(String id, JsonNode policy) {
    return merge(new PolicyDocument(id, "", "", Body.none()), policy);
  }

  static PolicyDocument merge(PolicyDocument before, JsonNode change) {
    return new PolicyDocument(
        before.id(),
        Body.text(change, "type", before.type()),
        Body.text(change, "blob", before.blob()),
        Body.extra(change, KNOWN, before.extra()));
  }

  static void write(JsonGenerator json, PolicyDocument policy, String baseUrl) {
    json.writeStringProperty("id", policy.id());
    json.writeStringProperty("type", policy.type());
    json.writeStringProperty("blob", policy.blob());
    Answers.extra(json, policy.extra());
    Answers.links(json, baseUrl, "policies", policy.id());
  }
}
