package cairn.identity.catalog.filter;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of endpoint groups. Pure. */
final class EndpointGroupJson {
  private static final Set<String> FILTERS = Set.of("service_id", "region_id", "interface");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "\\\\S"},
       "description": {"type": ["string", "null"]},
       "filters": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}}\
      """;

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["endpoint_group"], "properties": {"endpoint_group":
            {"type": "object", "required": ["name", "filters"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["endpoint_group"], "properties": {"endpoint_group":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  private EndpointGroupJson() {}

  static EndpointGroup read(String id, JsonNode group) {
    if (group.path("filters").isEmpty()) {
      throw Refusals.invalid("filters field is required and cannot be empty");
    }
    return new EndpointGroup(
        id, group.path("name").stringValue(), Body.text(group, "description"), filters(group));
  }

  static EndpointGroup merge(EndpointGroup before, JsonNode change) {
    return new EndpointGroup(
        before.id(),
        Body.text(change, "name", before.name()),
        Body.text(change, "description", before.description()),
        change.has("filters") ? filters(change) : before.filters());
  }

  private static ObjectNode filters(JsonNode group) {
    var filters = (ObjectNode) group.path("filters");
    for (var name : filters.propertyNames()) {
      if (!FILTERS.contains(name)) {
        throw Refusals.invalid(
            "Expecting to find service_id or region_id or interface in endpoint_group.");
      }
    }
    return filters.deepCopy();
  }

  static void write(JsonGenerator json, EndpointGroup group, String baseUrl) {
    json.writeStringProperty("id", group.id());
    json.writeStringProperty("name", group.name());
    Answers.text(json, "description", group.description());
    Answers.tree(json, "filters", group.filters());
    Answers.links(json, baseUrl, "OS-EP-FILTER/endpoint_groups", group.id());
  }
}
