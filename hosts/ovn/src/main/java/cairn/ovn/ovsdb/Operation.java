package cairn.ovn.ovsdb;

import cairn.common.Json;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One operation of a transaction (RFC 7047 section 5.2). */
public record Operation(ObjectNode json) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Adds a row whose id the client chooses, so that other rows may refer to it at once
   * (ovsdb-server(7), section 5.2.1; Open vSwitch 3.1 and later).
   */
  public static Operation insert(String table, UUID id, Map<String, Datum> columns) {
    var json = operation("insert", table);
    json.put("uuid", id.toString());
    json.set("row", row(columns));
    return new Operation(json);
  }

  /** Sets columns of a row. */
  public static Operation update(String table, UUID id, Map<String, Datum> columns) {
    var json = operation("update", table);
    json.set("where", where(id));
    json.set("row", row(columns));
    return new Operation(json);
  }

  /** Adds members to a set, or entries to a map. */
  public static Operation add(String table, UUID id, String column, Datum members) {
    return mutate(table, id, column, "insert", members);
  }

  /** Takes members out of a set, or entries out of a map. */
  public static Operation remove(String table, UUID id, String column, Datum members) {
    return mutate(table, id, column, "delete", members);
  }

  /** Removes a row. Rows of a table that is no root go by themselves with the last reference. */
  public static Operation delete(String table, UUID id) {
    var json = operation("delete", table);
    json.set("where", where(id));
    return new Operation(json);
  }

  /** Fails the transaction unless the row is there and its column has that value. */
  public static Operation require(String table, UUID id, String column, Datum value) {
    var json = operation("wait", table);
    json.put("timeout", 0);
    json.set("where", where(id));
    json.putArray("columns").add(column);
    json.put("until", "==");
    json.putArray("rows").addObject().set(column, value.toJson());
    return new Operation(json);
  }

  /** Reads the rows of a table whose text column has that value. */
  static Operation select(String table, String column, String value) {
    var json = operation("select", table);
    json.putArray("where").addArray().add(column).add("==").add(value);
    return new Operation(json);
  }

  private static Operation mutate(
      String table, UUID id, String column, String mutator, Datum members) {
    var json = operation("mutate", table);
    json.set("where", where(id));
    json.putArray("mutations").addArray().add(column).add(mutator).add(members.toJson());
    return new Operation(json);
  }

  private static ObjectNode operation(String name, String table) {
    return Json.object().put("op", name).put("table", table);
  }

  private static ArrayNode where(UUID id) {
    var reference = NODES.arrayNode().add("uuid").add(id.toString());
    return NODES.arrayNode().add(NODES.arrayNode().add("_uuid").add("==").add(reference));
  }

  private static ObjectNode row(Map<String, Datum> columns) {
    var row = NODES.objectNode();
    columns.forEach((column, value) -> row.set(column, value.toJson()));
    return row;
  }
}
