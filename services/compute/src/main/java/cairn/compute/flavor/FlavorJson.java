package cairn.compute.flavor;

import cairn.compute.wire.Schemas;
import cairn.compute.wire.Wire;
import cairn.http.BodySchema;
import cairn.http.Microversion;
import cairn.http.Request;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Flavors on the wire. */
final class FlavorJson {
  private static final String FIELDS =
      """
      "name": %s, "id": {"anyOf": [{"type": "null"},
          {"type": ["string", "number"], "minLength": 0, "maxLength": 255,
           "pattern": "^(?! )[a-zA-Z0-9. _-]*(?<! )$"}]},
      "ram": %s, "vcpus": %s, "disk": %s, "OS-FLV-EXT-DATA:ephemeral": %s, "swap": %s,
      "rxtx_factor": {"type": ["number", "string"], "pattern": "^[0-9]+(\\\\.[0-9]+)?$",
                      "minimum": 0, "exclusiveMinimum": 0, "maximum": 3.4e38},
      "os-flavor-access:is_public": %s
      """
          .formatted(
              Schemas.NAME,
              bounded(1),
              bounded(1),
              bounded(0),
              bounded(0),
              bounded(0),
              Schemas.BOOLEAN);

  private static final String CREATE_FORM =
      """
      {"type": "object", "required": ["flavor"], "additionalProperties": false, "properties": {
        "flavor": {"type": "object", "required": ["name", "ram", "vcpus", "disk"],
                   "additionalProperties": false, "properties": {%s}}}}
      """;

  static final BodySchema CREATE = BodySchema.of(CREATE_FORM.formatted(FIELDS));
  static final BodySchema CREATE_DESCRIBED =
      BodySchema.of(CREATE_FORM.formatted(FIELDS + ", \"description\": " + description()));
  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["flavor"], "additionalProperties": false, "properties": {
            "flavor": {"type": "object", "required": ["description"],
                       "additionalProperties": false, "properties": {"description": %s}}}}
          """
              .formatted(description()));
  private static final String SPECS =
      """
      {"type": "object", "additionalProperties": false, %s
       "patternProperties": {"^[a-zA-Z0-9-_:. ]{1,255}$":
           {"type": ["string", "number"], "maxLength": 255}}}
      """;
  static final BodySchema ADD_SPECS =
      BodySchema.of(
          """
          {"type": "object", "required": ["extra_specs"], "additionalProperties": false,
           "properties": {"extra_specs": %s}}
          """
              .formatted(SPECS.formatted("")));
  static final BodySchema SET_SPEC =
      BodySchema.of(SPECS.formatted("\"minProperties\": 1, \"maxProperties\": 1,"));

  private FlavorJson() {}

  private static String bounded(int least) {
    return """
    {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": %d,
     "maximum": 2147483647, "maxLength": 10, "minLength": 1}\
    """
        .formatted(least);
  }

  private static String description() {
    return """
    {"type": ["string", "null"], "minLength": 0, "maxLength": 65535,
     "pattern": "^[^\\\\p{Cc}]*$"}\
    """;
  }

  static BodySchema access(String action) {
    return BodySchema.of(
        Schemas.action(
            action,
            """
            {"type": "object", "required": ["tenant"], "additionalProperties": false,
             "properties": {"tenant": {"type": "string", "minLength": 1, "maxLength": 255}}}
            """));
  }

  static void summary(JsonGenerator json, Flavor flavor, Request request) {
    json.writeStartObject();
    json.writeStringProperty("id", flavor.id());
    json.writeStringProperty("name", flavor.name());
    Wire.links(json, request, "/flavors/" + flavor.id());
    if (request.version().since(2, 55)) {
      Wire.optional(json, "description", flavor.description());
    }
    json.writeEndObject();
  }

  static void detail(JsonGenerator json, Flavor flavor, Request request, boolean specs) {
    var version = request.version();
    json.writeStartObject();
    json.writeStringProperty("id", flavor.id());
    json.writeStringProperty("name", flavor.name());
    json.writeNumberProperty("ram", flavor.memoryMib());
    json.writeNumberProperty("disk", flavor.diskGib());
    swap(json, flavor, version);
    json.writeNumberProperty("OS-FLV-EXT-DATA:ephemeral", flavor.ephemeralGib());
    json.writeBooleanProperty("OS-FLV-DISABLED:disabled", false);
    json.writeNumberProperty("vcpus", flavor.vcpus());
    json.writeBooleanProperty("os-flavor-access:is_public", flavor.isPublic());
    json.writeNumberProperty("rxtx_factor", flavor.rxtxFactor());
    Wire.links(json, request, "/flavors/" + flavor.id());
    if (version.since(2, 55)) {
      Wire.optional(json, "description", flavor.description());
    }
    if (version.since(2, 61) && specs) {
      specs(json, flavor.extraSpecs());
    }
    json.writeEndObject();
  }

  private static void swap(JsonGenerator json, Flavor flavor, Microversion version) {
    if (flavor.swapMib() == 0 && !version.since(2, 75)) {
      json.writeStringProperty("swap", "");
    } else {
      json.writeNumberProperty("swap", flavor.swapMib());
    }
  }

  static void specs(JsonGenerator json, Map<String, String> specs) {
    json.writeObjectPropertyStart("extra_specs");
    specs.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  static void access(JsonGenerator json, String id, List<String> projects) {
    json.writeStartObject();
    json.writeArrayPropertyStart("flavor_access");
    for (var project : projects) {
      json.writeStartObject();
      json.writeStringProperty("flavor_id", id);
      json.writeStringProperty("tenant_id", project);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
