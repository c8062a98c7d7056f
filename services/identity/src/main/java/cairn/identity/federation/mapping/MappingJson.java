package cairn.identity.federation.mapping;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of mappings. Pure. */
final class MappingJson {
  static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["mapping"], "properties": {"mapping": {"type": "object",
            "required": ["rules"], "properties": {"schema_version": {"type": "string"},
              "rules": {"type": "array", "minItems": 1, "maxItems": 1000}}}}}\
          """);

  private static final String RULES =
      """
      {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["local", "remote"],
        "additionalProperties": false, "properties": {
          "local": {"type": "array", "items": {"type": "object", "additionalProperties": false,
            "properties": {
              "user": {"type": "object", "additionalProperties": false, "properties": {
                "id": {"type": "string"}, "name": {"type": "string"}, "email": {"type": "string"},
                "domain": {"$ref": "#/$defs/domain"},
                "type": {"type": "string", "enum": ["ephemeral", "local"]}}},
              "projects": {"$ref": "#/$defs/projects"},
              "group": {"type": "object", "oneOf": [
                {"required": ["id"], "additionalProperties": false,
                 "properties": {"id": {"type": "string"}}},
                {"required": ["name", "domain"], "additionalProperties": false,
                 "properties": {"name": {"type": "string"},
                                "domain": {"$ref": "#/$defs/domain"}}}]},
              "groups": {"type": "string"}, "group_ids": {"type": "string"},
              %s
              "domain": {"$ref": "#/$defs/domain"}}}},
          "remote": {"type": "array", "minItems": 1, "items": {"type": "object",
            "required": ["type"], "additionalProperties": false, "properties": {
              "type": {"type": "string"}, "regex": {"type": "boolean"},
              "any_one_of": {"type": "array"}, "not_any_of": {"type": "array"},
              "blacklist": {"type": "array"}, "whitelist": {"type": "array"}},
            "oneOf": [
              {"required": ["any_one_of"]}, {"required": ["not_any_of"]},
              {"required": ["blacklist"]}, {"required": ["whitelist"]},
              {"maxProperties": 1}]}}}},
       "$defs": {
         "domain": {"type": "object", "additionalProperties": false,
                    "properties": {"id": {"type": "string"}, "name": {"type": "string"}}},
         "projects": {"type": "array", "items": {"type": "object", "required": ["name", "roles"],
           "additionalProperties": false, "properties": {"name": {"type": "string"}, %s
             "roles": {"type": "array", "items": {"type": "object", "required": ["name"],
               "additionalProperties": false,
               "properties": {"name": {"type": "string"}}}}}}}}}\
      """;

  private static final String PROJECT_DOMAIN = "\"domain\": {\"$ref\": \"#/$defs/domain\"},";

  private static final Map<String, BodySchema> RULES_BY_VERSION =
      Map.of(
          "1.0", BodySchema.of(RULES.formatted("", "")),
          "2.0", BodySchema.of(RULES.formatted("", PROJECT_DOMAIN)),
          "3.0",
              BodySchema.of(
                  RULES.formatted("\"projects_json\": {\"type\": \"string\"},", PROJECT_DOMAIN)));

  private MappingJson() {}

  static Mapping read(String id, JsonNode mapping) {
    var version = Body.text(mapping, "schema_version").orElse("1.0");
    var schema = RULES_BY_VERSION.get(version);
    if (schema == null) {
      throw Refusals.invalid(
          "The schema_version of a mapping is one of 1.0, 2.0 and 3.0, not %s.".formatted(version));
    }
    var rules = mapping.path("rules");
    schema.check(rules);
    rules.forEach(rule -> rule.path("remote").forEach(MappingJson::checkPatterns));
    return new Mapping(id, version, rules);
  }

  private static void checkPatterns(JsonNode requirement) {
    if (!requirement.path("regex").booleanValue(false)) {
      return;
    }
    for (var each : requirement.properties()) {
      for (var pattern : each.getValue()) {
        try {
          Pattern.compile(pattern.asString());
        } catch (PatternSyntaxException e) {
          throw Refusals.invalid("%s is not a regular expression.".formatted(pattern.asString()));
        }
      }
    }
  }

  static void write(JsonGenerator json, Mapping mapping, String baseUrl) {
    json.writeStringProperty("id", mapping.id());
    json.writeStringProperty("schema_version", mapping.schemaVersion());
    Answers.tree(json, "rules", mapping.rules());
    Answers.links(json, baseUrl, "OS-FEDERATION/mappings", mapping.id());
  }
}
