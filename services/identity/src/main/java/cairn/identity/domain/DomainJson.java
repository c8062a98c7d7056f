package cairn.identity.domain;

import cairn.http.BodySchema;
import cairn.identity.project.Project;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of domains. Pure. */
final class DomainJson {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "enabled",
          "description",
          "tags",
          "options",
          "is_domain",
          "domain_id",
          "parent_id",
          "explicit_domain_id");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "\\\\S"},
       "enabled": {"type": "boolean"}, "description": {"type": ["string", "null"]},
       "options": {"type": "object", "additionalProperties": false,
         "properties": {"immutable": {"type": ["boolean", "null"]}}},
       "explicit_domain_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
       "tags": {"type": "array", "maxItems": 80, "uniqueItems": true,
                "items": {"type": "string", "minLength": 1, "maxLength": 255,
                          "pattern": "^[^,/]*$"}}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["domain"], "properties": {"domain":
            {"type": "object", "required": ["name"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["domain"], "properties": {"domain":
            {"type": "object", "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private DomainJson() {}

  static Project read(String id, JsonNode domain) {
    return new Project(
        Body.text(domain, "explicit_domain_id", id),
        domain.path("name").stringValue(),
        Optional.empty(),
        Optional.empty(),
        true,
        Body.truth(domain, "enabled", true),
        Body.text(domain, "description", ""),
        tags(domain, List.of()),
        Body.options(domain, Body.none()),
        Body.extra(domain, KNOWN, Body.none()));
  }

  static Project merge(Project before, JsonNode change) {
    return new Project(
        before.id(),
        Body.text(change, "name", before.name()),
        Optional.empty(),
        Optional.empty(),
        true,
        Body.truth(change, "enabled", before.enabled()),
        Body.text(change, "description", Optional.of(before.description())).orElse(""),
        tags(change, before.tags()),
        Body.options(change, before.options()),
        Body.extra(change, KNOWN, before.extra()));
  }

  private static List<String> tags(JsonNode node, List<String> otherwise) {
    if (!node.has("tags")) {
      return otherwise;
    }
    var tags = new ArrayList<String>();
    node.path("tags").forEach(tag -> tags.add(tag.stringValue()));
    return tags;
  }

  static void write(JsonGenerator json, Project domain, String baseUrl) {
    json.writeStringProperty("id", domain.id());
    json.writeStringProperty("name", domain.name());
    json.writeStringProperty("description", domain.description());
    json.writeBooleanProperty("enabled", domain.enabled());
    json.writeArrayPropertyStart("tags");
    domain.tags().forEach(json::writeString);
    json.writeEndArray();
    Answers.tree(json, "options", domain.options());
    Answers.extra(json, domain.extra());
    Answers.links(json, baseUrl, "domains", domain.id());
  }
}
