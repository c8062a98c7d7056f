package cairn.bench.floor;

import cairn.bench.cloud.LocalCloud;
import cairn.bench.cloud.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the database, as PostgreSQL itself logs it: the statements with their
 * values, transaction by transaction. Nothing in the program helps with that.
 */
public final class StatementLog implements AutoCloseable {
  private static final int REPEATS = 4;
  private static final Duration SETTLE = Duration.ofMillis(100);

  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\d \\S+ \\S+ \\[(\\d+)\\] (\\w+):  ");

  private static final Pattern STATEMENT = Pattern.compile("(?s)(?:execute [^:]+|statement): (.*)");

  /** Possessive, for a value may be longer than the stack is deep. */
  private static final Pattern VALUE =
      Pattern.compile("(?s)\\$(\\d+) = (?:NULL|'((?:[^']++|'')*+)')");

  private final LocalCloud cloud;

  /** Has PostgreSQL log all, and the cloud connect again so that it does. */
  public StatementLog(LocalCloud cloud) throws IOException {
    this.cloud = cloud;
    administer(
        "ALTER DATABASE cairn SET log_statement = 'all'",
        "ALTER DATABASE cairn SET log_min_messages = 'log'");
  }

  /** A request. */
  @FunctionalInterface
  public interface Action {
    /** Sends it and waits for the answer. */
    void run() throws IOException;
  }

  /** The transactions of a request; those of the background are told apart by not coming always. */
  public List<Statement.Unit> of(Action request) throws IOException {
    request.run();
    List<Statement.Unit> found = List.of();
    for (var i = 0; i < REPEATS; i++) {
      Pause.of(SETTLE);
      var from = Files.size(cloud.databaseLog());
      request.run();
      Pause.of(SETTLE);
      var seen = units(text(from));
      found = i == 0 ? seen : common(found, seen);
    }
    return found;
  }

  private static List<Statement.Unit> common(
      List<Statement.Unit> first, List<Statement.Unit> second) {
    var texts = new HashSet<List<String>>();
    second.forEach(unit -> texts.add(texts(unit)));
    return first.stream().filter(unit -> texts.contains(texts(unit))).toList();
  }

  private static List<String> texts(Statement.Unit unit) {
    return unit.statements().stream().map(Statement::sql).toList();
  }

  private String text(long from) throws IOException {
    try (var in = Files.newInputStream(cloud.databaseLog())) {
      in.skipNBytes(from);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads a part of PostgreSQL's log. */
  static List<Statement.Unit> units(String log) {
    var done = new ArrayList<Statement.Unit>();
    var open = new HashMap<String, Open>();
    var matcher = ENTRY.matcher(log);
    var entries = new ArrayList<String[]>();
    var end = -1;
    while (matcher.find()) {
      if (end >= 0) {
        entries.getLast()[2] = log.substring(end, matcher.start());
      }
      entries.add(new String[] {matcher.group(1), matcher.group(2), ""});
      end = matcher.end();
    }
    if (end >= 0) {
      entries.getLast()[2] = log.substring(end);
    }
    for (var entry : entries) {
      // In the order of the log; what a statement's values are stands in the entry after it.
      var body = entry[2].strip().replace("\n\t", "\n");
      if (entry[1].equals("LOG")) {
        var statement = STATEMENT.matcher(body);
        if (statement.matches()) {
          take(entry[0], statement.group(1), open, done);
        }
      } else if (entry[1].equals("DETAIL") && open.containsKey(entry[0])) {
        open.get(entry[0]).values(values(body));
      }
    }
    open.keySet().stream().toList().forEach(session -> endAlone(session, open, done));
    return done;
  }

  private static void take(
      String session, String sql, Map<String, Open> open, List<Statement.Unit> done) {
    endAlone(session, open, done);
    if (sql.startsWith("BEGIN")) {
      open.put(
          session,
          new Open(
              sql.contains("READ ONLY") ? Statement.Kind.READ_ONLY : Statement.Kind.READ_WRITE));
    } else if (sql.equals("COMMIT") || sql.equals("ROLLBACK")) {
      var ended = open.remove(session);
      if (ended != null && !ended.statements.isEmpty()) {
        done.add(new Statement.Unit(ended.kind, List.copyOf(ended.statements)));
      }
    } else {
      var unit = open.computeIfAbsent(session, _ -> new Open(Statement.Kind.ALONE));
      var text = sql.replace("?", "??").replaceAll("\\$\\d+", "?");
      unit.statements.add(new Statement(text, List.of()));
    }
  }

  private static void endAlone(String session, Map<String, Open> open, List<Statement.Unit> done) {
    var unit = open.get(session);
    if (unit != null && unit.kind == Statement.Kind.ALONE) {
      open.remove(session);
      done.add(new Statement.Unit(unit.kind, List.copyOf(unit.statements)));
    }
  }

  private static List<@Nullable String> values(String detail) {
    var values = new ArrayList<@Nullable String>();
    var matcher = VALUE.matcher(detail);
    while (matcher.find()) {
      var text = matcher.group(2);
      values.add(text == null ? null : text.replace("''", "'"));
    }
    return values;
  }

  private static final class Open {
    private final Statement.Kind kind;
    private final List<Statement> statements = new ArrayList<>();

    Open(Statement.Kind kind) {
      this.kind = kind;
    }

    void values(List<@Nullable String> values) {
      if (!statements.isEmpty()) {
        var last = statements.removeLast();
        statements.add(new Statement(last.sql(), values));
      }
    }
  }

  private void administer(String... orders) throws IOException {
    var config = cloud.database("postgres");
    var socket = config.socket().orElseThrow().toString();
    try (var connection = Replay.connect(socket, "postgres");
        var statement = connection.createStatement()) {
      for (var order : orders) {
        statement.execute(order);
      }
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cairn'");
    } catch (SQLException e) {
      throw new IOException("PostgreSQL refused", e);
    }
    for (var i = 0; i < 15; i++) {
      Pause.of(SETTLE);
    }
  }

  /** Has all be as before. */
  @Override
  public void close() throws IOException {
    administer(
        "ALTER DATABASE cairn RESET log_statement", "ALTER DATABASE cairn RESET log_min_messages");
  }
}
