package cairn.identity.group;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of groups. Pure. */
final class GroupJson {
  private static final Set<String> KNOWN = Set.of("name", "domain_id", "description");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "\\\\S"},
       "domain_id": {"type": "string", "minLength": 1, "maxLength": 64},
       "description": {"type": ["string", "null"]}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["group"], "properties": {"group":
            {"type": "object", "required": ["name"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["group"], "properties": {"group":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private GroupJson() {}

  static Group read(String id, JsonNode group, Optional<String> domainOfCaller) {
    return new Group(
        id,
        group.path("name").stringValue().strip(),
        Body.text(group, "domain_id", domainOfCaller.orElse("default")),
        Body.text(group, "description", ""),
        Body.extra(group, KNOWN, Body.none()));
  }

  static Group merge(Group before, JsonNode change) {
    if (!Body.text(change, "domain_id", before.domainId()).equals(before.domainId())) {
      throw Refusals.invalid("Cannot change Domain ID");
    }
    return new Group(
        before.id(),
        Body.text(change, "name", before.name()).strip(),
        before.domainId(),
        Body.text(change, "description", Optional.of(before.description())).orElse(""),
        Body.extra(change, KNOWN, before.extra()));
  }

  static void write(JsonGenerator json, Group group, String baseUrl) {
    json.writeStringProperty("id", group.id());
    json.writeStringProperty("name", group.name());
    json.writeStringProperty("domain_id", group.domainId());
    json.writeStringProperty("description", group.description());
    Answers.extra(json, group.extra());
    Answers.links(json, baseUrl, "groups", group.id());
  }
}
