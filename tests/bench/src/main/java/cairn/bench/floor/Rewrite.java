package cairn.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a creation by plain JDBC, into copies of the tables: as many rows of each, as wide,
 * with as many indexes, in as many commits. For one thread.
 */
final class Rewrite implements Repeated.Task, AutoCloseable {
  private static final String SCHEMA = "bench";

  private record Column(String name, boolean fresh, @Nullable String value) {}

  private record Copy(Writes.Table table, List<Column> columns, String key, List<String> keys) {}

  private final Connection connection;
  private final List<Copy> copies = new ArrayList<>();
  private final int commits;
  private final SplittableRandom random = new SplittableRandom();

  Rewrite(FloorProgram.Order order) throws SQLException {
    connection = Replay.connect(order.socket(), order.database());
    commits = order.writes().commits();
    for (var table : order.writes().tables()) {
      copies.add(copy(table));
    }
    connection.setAutoCommit(false);
  }

  /** Makes the copies, before any task works on them. */
  static void prepare(FloorProgram.Order order) throws SQLException {
    try (var connection = Replay.connect(order.socket(), order.database());
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS bench CASCADE");
      statement.execute("CREATE SCHEMA bench");
      for (var table : order.writes().tables()) {
        statement.execute(
            "CREATE TABLE bench.%1$s (LIKE public.%1$s INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY)"
                .formatted(table.name()));
        statement.execute("ALTER TABLE bench.%s ADD COLUMN copied int".formatted(table.name()));
        var names = new ArrayList<String>();
        for (var column : columns(connection, table.name(), Map.of())) {
          names.add('"' + column.name() + '"');
        }
        var all = String.join(", ", names);
        statement.execute(
            "INSERT INTO bench.%1$s (%2$s) SELECT %2$s FROM public.%1$s"
                .formatted(table.name(), all));
        for (var index : texts(connection, INDEXES, table.name())) {
          // Not unique: the same values come again and again.
          statement.execute(
              index
                  .replaceFirst("CREATE UNIQUE INDEX", "CREATE INDEX")
                  .replaceFirst(" ON public\\.", " ON bench."));
        }
      }
      statement.execute("ANALYZE");
    }
  }

  private static final String INDEXES =
      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ?";

  private static final String COLUMNS =
      """
      SELECT attname FROM pg_attribute
       WHERE attrelid = ('public.' || ?)::regclass AND attnum > 0 AND NOT attisdropped
         AND attgenerated = '' AND attidentity = ''
       ORDER BY attnum
      """;

  private static final String UUIDS =
      """
      SELECT attname FROM pg_attribute
       WHERE attrelid = ('public.' || ?)::regclass AND attnum > 0 AND NOT attisdropped
         AND atttypid = 'uuid'::regtype
       ORDER BY attnum
      """;

  private static List<Column> columns(
      Connection connection, String table, Map<String, @Nullable String> template)
      throws SQLException {
    var uuids = texts(connection, UUIDS, table);
    var columns = new ArrayList<Column>();
    for (var name : texts(connection, COLUMNS, table)) {
      var value = template.get(name);
      columns.add(new Column(name, uuids.contains(name) && value != null, value));
    }
    return columns;
  }

  private Copy copy(Writes.Table table) throws SQLException {
    var template = new HashMap<String, @Nullable String>();
    var names = texts(connection, COLUMNS, table.name());
    var list = String.join(", ", names.stream().map(name -> '"' + name + "\"::text").toList());
    var last = "SELECT %s FROM bench.%s ORDER BY ctid DESC LIMIT 1".formatted(list, table.name());
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(last)) {
      if (row.next()) {
        for (var i = 0; i < names.size(); i++) {
          template.put(names.get(i), row.getString(i + 1));
        }
      }
    }
    var uuids = texts(connection, UUIDS, table.name());
    var key = uuids.isEmpty() ? "" : uuids.getFirst();
    var keys =
        key.isEmpty()
            ? List.<String>of()
            : texts(
                connection,
                "SELECT \"%s\"::text FROM bench.%s WHERE ?::text IS NOT NULL LIMIT 1000"
                    .formatted(key, table.name()),
                "all");
    return new Copy(table, columns(connection, table.name(), template), key, keys);
  }

  private static List<String> texts(Connection connection, String sql, String argument)
      throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  @Override
  public void run() throws SQLException {
    var ids = new HashMap<String, String>();
    for (var copy : copies) {
      insert(copy, ids);
    }
    connection.commit();
    for (var commit = 1; commit < Math.max(2, commits); commit++) {
      for (var i = 0; i < copies.size(); i++) {
        // Each table's updates all in one of the later commits.
        if (1 + i % Math.max(1, commits - 1) == commit) {
          update(copies.get(i), ids);
        }
      }
      connection.commit();
    }
  }

  private void insert(Copy copy, Map<String, String> ids) throws SQLException {
    if (copy.table().inserts() == 0) {
      return;
    }
    var names = new ArrayList<String>();
    var marks = new ArrayList<String>();
    for (var column : copy.columns()) {
      names.add('"' + column.name() + '"');
      marks.add("?");
    }
    var sql =
        "INSERT INTO %s.%s (%s) VALUES (%s)"
            .formatted(
                SCHEMA, copy.table().name(), String.join(", ", names), String.join(", ", marks));
    try (var statement = connection.prepareStatement(sql)) {
      for (var row = 0; row < copy.table().inserts(); row++) {
        var index = 0;
        for (var column : copy.columns()) {
          index++;
          set(statement, index, column, ids);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void set(PreparedStatement statement, int index, Column column, Map<String, String> ids)
      throws SQLException {
    var value = column.value();
    if (value == null) {
      statement.setNull(index, Types.OTHER);
    } else if (column.fresh()) {
      // One that occurs in several rows is the same new one in all of them.
      var fresh =
          ids.computeIfAbsent(
              value, _ -> new UUID(random.nextLong(), random.nextLong()).toString());
      statement.setObject(index, fresh, Types.OTHER);
    } else {
      statement.setObject(index, value, Types.OTHER);
    }
  }

  private void update(Copy copy, Map<String, String> ids) throws SQLException {
    if (copy.table().updates() == 0 || copy.keys().isEmpty()) {
      return;
    }
    var sql =
        "UPDATE %s.%s SET copied = ? WHERE \"%s\" = ?"
            .formatted(SCHEMA, copy.table().name(), copy.key());
    var key = copy.keys().get(random.nextInt(copy.keys().size()));
    for (var column : copy.columns()) {
      if (copy.table().inserts() > 0 && column.name().equals(copy.key())) {
        key = ids.getOrDefault(column.value(), key);
      }
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (var row = 0; row < copy.table().updates(); row++) {
        statement.setInt(1, row);
        statement.setObject(2, key, Types.OTHER);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
