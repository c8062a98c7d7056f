package cairn.bench.floor;

import cairn.bench.cloud.LocalCloud;
import cairn.bench.cloud.Pause;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Counts the rows and the commits of some creations by PostgreSQL's own statistics. */
public final class WriteWatch {
  /** A session that has nothing more to do tells its counts after ten seconds. */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(11);

  private static final String ROWS =
      "SELECT relname, n_tup_ins, n_tup_upd FROM pg_stat_user_tables WHERE schemaname = 'public'";

  private record Counts(long inserts, long updates) {}

  private record Reading(long transactions, Map<String, Counts> tables) {}

  private final LocalCloud cloud;

  public WriteWatch(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /** What each of so many creations writes. */
  public Writes of(int creations, StatementLog.Action action) throws IOException {
    var before = read();
    action.run();
    var after = read();
    var tables = new ArrayList<Writes.Table>();
    after
        .tables()
        .forEach((name, counts) -> {
          var old = before.tables().getOrDefault(name, new Counts(0, 0));
          var inserts = each(counts.inserts() - old.inserts(), creations);
          var updates = each(counts.updates() - old.updates(), creations);
          if (inserts + updates > 0) {
            tables.add(new Writes.Table(name, inserts, updates));
          }
        });
    // Taking the reading takes a transaction number itself.
    var commits = each(after.transactions() - before.transactions() - 1, creations);
    return new Writes(Math.max(1, commits), tables);
  }

  private static int each(long count, int creations) {
    return (int) Math.round((double) count / creations);
  }

  private Reading read() throws IOException {
    Pause.of(TOLD_AFTER);
    var socket = cloud.database("cairn").socket().orElseThrow().toString();
    try (var connection = Replay.connect(socket, "cairn");
        var statement = connection.createStatement()) {
      var tables = new HashMap<String, Counts>();
      try (var rows = statement.executeQuery(ROWS)) {
        while (rows.next()) {
          tables.put(rows.getString(1), new Counts(rows.getLong(2), rows.getLong(3)));
        }
      }
      try (var row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
        row.next();
        return new Reading(row.getLong(1), tables);
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL refused", e);
    }
  }
}
