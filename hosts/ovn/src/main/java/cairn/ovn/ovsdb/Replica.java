package cairn.ovn.ovsdb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A live copy of the tables that are watched. Reading by many threads is safe; what is read inside
 * one {@link #read} is of one moment.
 */
public final class Replica {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Map<UUID, Row>> tables = new HashMap<>();
  private Schema schema = new Schema("", Map.of());
  private volatile boolean filled;

  Replica() {}

  /** Runs a reader while nothing changes. The tables that it looks at must not leave it. */
  public <T> T read(Supplier<T> reader) {
    lock.readLock().lock();
    try {
      return reader.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The rows of a table by id; only to be used inside {@link #read}. */
  public Map<UUID, Row> table(String name) {
    return tables.getOrDefault(name, Map.of());
  }

  /** Whether it has ever held what the database holds; false until the first connection. */
  public boolean filled() {
    return filled;
  }

  /** Whether the database has that column: servers of other releases have fewer or more. */
  public boolean has(String table, String column) {
    return read(() -> schema.column(table, column).isPresent());
  }

  /** A row by its table and id. */
  public Optional<Row> row(String table, UUID id) {
    return read(() -> Optional.ofNullable(table(table).get(id)));
  }

  /** Takes in an answer that stands for everything. */
  void replace(Schema newSchema, JsonNode updates) {
    lock.writeLock().lock();
    try {
      schema = newSchema;
      tables.clear();
      update(updates);
      filled = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Takes in table-updates2: what has changed since. */
  void update(JsonNode updates) {
    lock.writeLock().lock();
    try {
      for (var table : updates.properties()) {
        var rows = tables.computeIfAbsent(table.getKey(), _ -> new HashMap<>());
        for (var change : table.getValue().properties()) {
          apply(table.getKey(), rows, UUID.fromString(change.getKey()), change.getValue());
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void apply(String table, Map<UUID, Row> rows, UUID id, JsonNode change) {
    if (change.has("delete")) {
      rows.remove(id);
      return;
    }
    var types = schema.table(table);
    var before = rows.get(id);
    var columns = new HashMap<String, Datum>();
    if (change.has("modify") && before != null) {
      columns.putAll(before.columns());
      for (var column : change.get("modify").properties()) {
        var type = typeOf(types, table, column.getKey());
        var old = columns.getOrDefault(column.getKey(), type.initial());
        var value = Datum.fromJson(column.getValue(), type);
        columns.put(column.getKey(), type.modified(old, value));
      }
    } else {
      var row = change.has("initial") ? change.get("initial") : change.path("insert");
      types.forEach((column, type) -> columns.put(column, type.initial()));
      for (var column : row.properties()) {
        var type = typeOf(types, table, column.getKey());
        columns.put(column.getKey(), Datum.fromJson(column.getValue(), type));
      }
    }
    rows.put(id, new Row(id, Map.copyOf(columns)));
  }

  private static ColumnType typeOf(Map<String, ColumnType> types, String table, String column) {
    var type = types.get(column);
    if (type == null) {
      throw new OvsdbException("unknown column", table + "." + column);
    }
    return type;
  }
}
