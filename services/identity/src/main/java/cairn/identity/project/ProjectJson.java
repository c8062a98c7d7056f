package cairn.identity.project;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of projects. Pure. */
public final class ProjectJson {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "domain_id",
          "parent_id",
          "is_domain",
          "enabled",
          "description",
          "tags",
          "options",
          "parents",
          "subtree");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "\\\\S"},
       "domain_id": {"type": ["string", "null"]}, "parent_id": {"type": ["string", "null"]},
       "is_domain": {"type": "boolean"}, "enabled": {"type": "boolean"},
       "description": {"type": ["string", "null"]}, "options": {"type": "object", "additionalProperties": false,
         "properties": {"immutable": {"type": ["boolean", "null"]}}},
       "tags": {"type": "array", "maxItems": 80, "uniqueItems": true,
                "items": {"type": "string", "minLength": 1, "maxLength": 255,
                          "pattern": "^[^,/]*$"}}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["project"], "properties": {"project":
            {"type": "object", "required": ["name"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["project"], "properties": {"project":
            {"type": "object", "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema TAGS =
      BodySchema.of(
          """
          {"type": "object", "required": ["tags"], "properties": {"tags":
            {"type": "array", "maxItems": 80, "uniqueItems": true,
             "items": {"type": "string", "minLength": 1, "maxLength": 255,
                       "pattern": "^[^,/]*$"}}}}\
          """);

  private ProjectJson() {}

  static Project read(String id, JsonNode project, Optional<String> domainOfCaller) {
    var isDomain = Body.truth(project, "is_domain", false);
    var parentId = Body.text(project, "parent_id");
    var domainId = Body.text(project, "domain_id");
    if (isDomain && (parentId.isPresent() || domainId.isPresent())) {
      throw Refusals.invalid("A domain is at the top: it has no parent_id and no domain_id.");
    }
    return new Project(
        id,
        project.path("name").stringValue(),
        isDomain || parentId.isPresent() ? domainId : domainId.or(() -> domainOfCaller),
        parentId,
        isDomain,
        Body.truth(project, "enabled", true),
        Body.text(project, "description", ""),
        tags(project, List.of()),
        Body.options(project, Body.none()),
        Body.extra(project, KNOWN, Body.none()));
  }

  static Project merge(Project before, JsonNode change) {
    if (!Body.text(change, "domain_id", before.domainId()).equals(before.domainId())) {
      throw Refusals.invalid("Cannot change Domain ID");
    }
    if (!Body.text(change, "parent_id", before.parentId()).equals(before.parentId())) {
      throw Refusals.forbidden("Update of `parent_id` is not allowed.");
    }
    if (Body.truth(change, "is_domain", before.isDomain()) != before.isDomain()) {
      throw Refusals.invalid("Update of `is_domain` is not allowed.");
    }
    return new Project(
        before.id(),
        Body.text(change, "name", before.name()),
        before.domainId(),
        before.parentId(),
        before.isDomain(),
        Body.truth(change, "enabled", before.enabled()),
        Body.text(change, "description", Optional.of(before.description())).orElse(""),
        tags(change, before.tags()),
        Body.options(change, before.options()),
        Body.extra(change, KNOWN, before.extra()));
  }

  static List<String> tags(JsonNode node, List<String> otherwise) {
    if (!node.has("tags")) {
      return otherwise;
    }
    var tags = new ArrayList<String>();
    node.path("tags").forEach(tag -> tags.add(tag.stringValue()));
    return tags;
  }

  /** Writes the parts of one. */
  public static void write(JsonGenerator json, Project project, String baseUrl) {
    json.writeStringProperty("id", project.id());
    json.writeStringProperty("name", project.name());
    Answers.text(json, "domain_id", project.domainId());
    json.writeStringProperty("description", project.description());
    json.writeBooleanProperty("enabled", project.enabled());
    Answers.text(json, "parent_id", project.parentId());
    json.writeBooleanProperty("is_domain", project.isDomain());
    writeTags(json, project);
    Answers.tree(json, "options", project.options());
    Answers.extra(json, project.extra());
    Answers.links(json, baseUrl, "projects", project.id());
  }

  static void writeTags(JsonGenerator json, Project project) {
    json.writeArrayPropertyStart("tags");
    project.tags().forEach(json::writeString);
    json.writeEndArray();
  }
}
