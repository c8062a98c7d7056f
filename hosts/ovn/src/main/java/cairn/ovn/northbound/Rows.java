package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Collects wanted rows. A row's id follows from its table and key, so it is known beforehand. */
final class Rows {
  private final Map<Table, Map<UUID, WantedRow>> tables = new EnumMap<>(Table.class);

  static UUID id(Table table, String key) {
    return UUID.nameUUIDFromBytes((table.title() + "/" + key).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a row.
   *
   * @param key unique in the table
   * @param labels what {@code external_ids} shall say, the mark included
   * @param columns those that are not at their initial value must be among them
   */
  UUID add(Table table, String key, Map<String, String> labels, Map<String, Datum> columns) {
    var id = id(table, key);
    var all = new HashMap<>(columns);
    all.put(Table.EXTERNAL_IDS, Datum.ofMap(labels));
    var members = new HashMap<String, Set<UUID>>();
    table.memberColumns().forEach(column -> members.put(column, new LinkedHashSet<>()));
    tables
        .computeIfAbsent(table, _ -> new LinkedHashMap<>())
        .put(id, new WantedRow(table, id, all, members));
    return id;
  }

  /** Makes a row a member of a row that was added before. */
  void join(Table table, UUID id, String column, UUID member) {
    var row = tables.getOrDefault(table, Map.of()).get(id);
    if (row != null) {
      row.members().getOrDefault(column, new LinkedHashSet<>()).add(member);
    }
  }

  boolean contains(Table table, UUID id) {
    return tables.getOrDefault(table, Map.of()).containsKey(id);
  }

  Map<Table, Map<UUID, WantedRow>> tables() {
    return tables;
  }
}
