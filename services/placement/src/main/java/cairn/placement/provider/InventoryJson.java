package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.BodySchema;
import cairn.http.Microversion;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Inventories on the wire. */
final class InventoryJson {
  private static final long AMOUNT_MAX = Integer.MAX_VALUE;
  private static final String FIELDS =
      """
      "total": {"type": "integer", "minimum": 1, "maximum": 2147483647},
      "reserved": {"type": "integer", "minimum": 0, "maximum": 2147483647},
      "min_unit": {"type": "integer", "minimum": 1, "maximum": 2147483647},
      "max_unit": {"type": "integer", "minimum": 1, "maximum": 2147483647},
      "step_size": {"type": "integer", "minimum": 1, "maximum": 2147483647},
      "allocation_ratio": {"type": "number", "exclusiveMinimum": 0, "maximum": 1e18}
      """;

  static final BodySchema CREATE =
      schema(
          """
          "resource_class": {"type": "string", "pattern": "^[A-Z0-9_]+$"},
          "resource_provider_generation": {"type": "integer"},
          """,
          "\"resource_class\", \"total\"");

  static final BodySchema UPDATE =
      schema(
          "\"resource_provider_generation\": {\"type\": \"integer\"},",
          "\"resource_provider_generation\", \"total\"");

  static final BodySchema REPLACE =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "resource_provider_generation": {"type": "integer"},
              "inventories": {
                "type": "object",
                "patternProperties": {
                  "^[A-Z0-9_]+$": {
                    "type": "object",
                    "properties": {%s},
                    "required": ["total"],
                    "additionalProperties": false
                  }
                },
                "additionalProperties": false
              }
            },
            "required": ["resource_provider_generation", "inventories"],
            "additionalProperties": false
          }
          """
              .formatted(FIELDS));

  private InventoryJson() {}

  private static BodySchema schema(String more, String required) {
    return BodySchema.of(
        """
        {
          "type": "object",
          "properties": {%s %s},
          "required": [%s],
          "additionalProperties": false
        }
        """
            .formatted(more, FIELDS, required));
  }

  /**
   * An inventory that fits the schema.
   *
   * @throws CloudException BAD_REQUEST when nothing of it would be left to give
   */
  static Inventory read(String resourceClass, JsonNode node, Microversion version) {
    var inventory =
        new Inventory(
            node.get("total").asLong(),
            node.path("reserved").asLong(0),
            node.path("min_unit").asLong(1),
            node.path("max_unit").asLong(AMOUNT_MAX),
            node.path("step_size").asLong(1),
            node.path("allocation_ratio").asDouble(1.0));
    var left = inventory.total() - inventory.reserved();
    if (version.since(1, 26) ? left < 0 : left <= 0) {
      throw new CloudException(
          Kind.BAD_REQUEST,
          "Unable to set the inventory of %s: more is reserved than there is."
              .formatted(resourceClass));
    }
    return inventory;
  }

  static void write(JsonGenerator json, Inventory inventory) {
    json.writeNumberProperty("total", inventory.total());
    json.writeNumberProperty("reserved", inventory.reserved());
    json.writeNumberProperty("min_unit", inventory.minUnit());
    json.writeNumberProperty("max_unit", inventory.maxUnit());
    json.writeNumberProperty("step_size", inventory.stepSize());
    json.writeNumberProperty("allocation_ratio", inventory.allocationRatio());
  }

  static void writeAll(JsonGenerator json, Map<String, Inventory> inventories, long generation) {
    json.writeStartObject();
    json.writeNumberProperty("resource_provider_generation", generation);
    json.writeObjectPropertyStart("inventories");
    inventories.forEach((name, inventory) -> {
      json.writeObjectPropertyStart(name);
      write(json, inventory);
      json.writeEndObject();
    });
    json.writeEndObject();
    json.writeEndObject();
  }

  static void writeOne(JsonGenerator json, Inventory inventory, long generation) {
    json.writeStartObject();
    json.writeNumberProperty("resource_provider_generation", generation);
    write(json, inventory);
    json.writeEndObject();
  }
}
