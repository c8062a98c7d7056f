package cairn.ovn.ovsdb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What tables and columns a database has, as its server tells. */
record Schema(String version, Map<String, Map<String, ColumnType>> tables) {
  static Schema read(JsonNode schema) {
    var tables = new HashMap<String, Map<String, ColumnType>>();
    for (var table : schema.path("tables").properties()) {
      var columns = new HashMap<String, ColumnType>();
      for (var column : table.getValue().path("columns").properties()) {
        columns.put(column.getKey(), ColumnType.read(column.getValue().get("type")));
      }
      tables.put(table.getKey(), columns);
    }
    return new Schema(schema.path("version").asString(), tables);
  }

  Map<String, ColumnType> table(String name) {
    return tables.getOrDefault(name, Map.of());
  }

  Optional<ColumnType> column(String table, String column) {
    return Optional.ofNullable(table(table).get(column));
  }
}
