package cairn.identity.role;

import cairn.http.BodySchema;
import cairn.identity.directory.RoleEntry;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of roles. Pure. */
public final class RoleJson {
  private static final Set<String> KNOWN = Set.of("name", "domain_id", "description", "options");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "\\\\S"},
       "domain_id": {"type": ["string", "null"], "maxLength": 64},
       "description": {"type": ["string", "null"]}, "options": {"type": "object",
         "additionalProperties": false, "properties": {"immutable": {"type": ["boolean", "null"]}}}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["role"], "properties": {"role":
            {"type": "object", "required": ["name"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["role"], "properties": {"role":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private RoleJson() {}

  static Role read(String id, JsonNode role) {
    return new Role(
        id,
        role.path("name").stringValue(),
        Body.text(role, "domain_id"),
        Body.text(role, "description"),
        Body.options(role, Body.none()),
        Body.extra(role, KNOWN, Body.none()));
  }

  static Role merge(Role before, JsonNode change) {
    if (!Body.text(change, "domain_id", before.domainId()).equals(before.domainId())) {
      throw Refusals.invalid("Cannot change Domain ID");
    }
    return new Role(
        before.id(),
        Body.text(change, "name", before.name()),
        before.domainId(),
        Body.text(change, "description", before.description()),
        Body.options(change, before.options()),
        Body.extra(change, KNOWN, before.extra()));
  }

  /** Writes the parts of one. */
  public static void write(JsonGenerator json, Role role, String baseUrl) {
    json.writeStringProperty("id", role.id());
    json.writeStringProperty("name", role.name());
    Answers.text(json, "domain_id", role.domainId());
    Answers.text(json, "description", role.description());
    Answers.tree(json, "options", role.options());
    Answers.extra(json, role.extra());
    Answers.links(json, baseUrl, "roles", role.id());
  }

  /** Writes what the directory has of one. */
  public static void write(JsonGenerator json, RoleEntry role, String baseUrl) {
    json.writeStringProperty("id", role.id());
    json.writeStringProperty("name", role.name());
    Answers.text(json, "domain_id", role.domainId());
    Answers.links(json, baseUrl, "roles", role.id());
  }

  /** Writes one by its names alone, as a part of an inference. */
  static void brief(JsonGenerator json, Role role, String baseUrl) {
    json.writeStringProperty("id", role.id());
    json.writeStringProperty("name", role.name());
    Answers.links(json, baseUrl, "roles", role.id());
  }
}
