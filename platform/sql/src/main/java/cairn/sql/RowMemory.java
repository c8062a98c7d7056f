package cairn.sql;

import cairn.common.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What {@link Query#recalled} statements have read, for as long as nobody writes to the tables that
 * they name. It is right only while this process is the only one that writes: then it is exact, for
 * the tables that a transaction writes to, with those that its deletions reach by foreign keys, are
 * not recalled from before its commit is sent until after the commit is answered, and what was read
 * before counts no more. Rows are read again after a second all the same, for the sake of whoever
 * changes them by hand. Bounded; safe for many threads.
 */
final class RowMemory {
  private static final int ANSWERS_MAX = 4096;
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** A commit whose answer was lost may yet be made. */
  private static final Duration DOUBT = Duration.ofSeconds(30);

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern TARGET =
      Pattern.compile(
          "\\b(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO)\\s+(?:ONLY\\s+)?([A-Za-z_][A-Za-z0-9_]*)",
          Pattern.CASE_INSENSITIVE);

  /** Of texts, which are made up for lists. */
  private static final int TEXTS_MAX = 4096;

  private static final String TABLES =
      """
      SELECT c.relname AS name, c.relkind IN ('r', 'p') AS plain
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """;

  /** Deleting, or renumbering, a row of the first changes rows of the second. */
  private static final String REACHED =
      """
      SELECT parent.relname AS parent, child.relname AS child,
             k.confdeltype IN ('c', 'n', 'd') AS deleting, k.confupdtype IN ('c', 'n', 'd') AS updating
        FROM pg_constraint k
        JOIN pg_class parent ON parent.oid = k.confrelid
        JOIN pg_class child ON child.oid = k.conrelid
       WHERE k.contype = 'f'
      """;

  private static final String TRIGGERS = "SELECT 1 FROM pg_trigger WHERE NOT tgisinternal LIMIT 1";

  /**
   * A table.
   *
   * @param plain no view, of which nobody knows what it reads
   * @param deleting the tables whose rows may go or change along with one that is deleted
   * @param updating the same for one that is updated
   * @param writers that are at their commit now
   * @param version grows before each commit
   */
  private record Table(
      String name,
      boolean plain,
      Set<String> deleting,
      Set<String> updating,
      AtomicLong writers,
      AtomicLong version) {}

  private record Key(String text, List<Object> values) {}

  private record Answer(List<?> rows, long version, long until) {}

  private final Time time;
  private final Map<String, Table> tables;
  private final Map<String, List<Table>> read = new ConcurrentHashMap<>();
  private final Map<String, List<Table>> written = new ConcurrentHashMap<>();
  private final Map<Key, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicLong doubtUntil;

  private RowMemory(Time time, Map<String, Table> tables) {
    this.time = time;
    this.tables = tables;
    this.doubtUntil = new AtomicLong(time.nanos());
  }

  /** Empty at first; none where triggers write what no statement names. */
  static Optional<RowMemory> of(Database database, Time time) {
    return database.read(tx -> {
      if (tx.sql(TRIGGERS).exists()) {
        return Optional.empty();
      }
      var deleting = new HashMap<String, Set<String>>();
      var updating = new HashMap<String, Set<String>>();
      tx.sql(REACHED)
          .forEach(row -> {
            if (row.bool("deleting")) {
              add(deleting, row.text("parent"), row.text("child"));
            }
            if (row.bool("updating")) {
              add(updating, row.text("parent"), row.text("child"));
            }
          });
      var tables = new HashMap<String, Table>();
      tx.sql(TABLES)
          .forEach(row -> {
            var name = row.text("name");
            tables.put(
                name,
                new Table(
                    name,
                    row.bool("plain"),
                    deleting.getOrDefault(name, Set.of()),
                    updating.getOrDefault(name, Set.of()),
                    new AtomicLong(),
                    new AtomicLong()));
          });
      return Optional.of(new RowMemory(time, Map.copyOf(tables)));
    });
  }

  private static void add(Map<String, Set<String>> reached, String parent, String child) {
    reached.computeIfAbsent(parent, _ -> new HashSet<>()).add(child);
  }

  /** What that statement reads, perhaps without reading it. */
  @SuppressWarnings("unchecked") // a text has one mapper
  <T> List<T> recall(String text, List<Object> values, Supplier<List<T>> reading) {
    var named = known(read, text, this::named);
    if (!named.stream().allMatch(Table::plain) || named.isEmpty()) {
      return reading.get();
    }
    var version = version(named);
    if (!quiet(named)) {
      return reading.get();
    }
    var now = time.nanos();
    var key = new Key(text, values);
    var known = answers.get(key);
    if (known != null && known.version() == version && known.until() - now > 0) {
      return (List<T>) known.rows();
    }
    var rows = reading.get();
    if (answers.size() >= ANSWERS_MAX) {
      answers.clear();
    }
    answers.put(key, new Answer(rows, version, now + KEPT.toNanos()));
    return rows;
  }

  /** Whether that statement names a table of those. */
  boolean concerns(String text, Collection<String> names) {
    return !names.isEmpty()
        && known(read, text, this::named).stream().anyMatch(table -> names.contains(table.name()));
  }

  /** The tables that a statement writes to. */
  List<String> written(String text) {
    return known(written, text, this::targets).stream().map(Table::name).toList();
  }

  /** A commit that writes to those is about to be sent. */
  void begin(Collection<String> names) {
    for (var name : names) {
      var table = tables.get(name);
      if (table != null) {
        table.writers().incrementAndGet();
        table.version().incrementAndGet();
      }
    }
  }

  /** Its answer has come, or never will. */
  void end(Collection<String> names) {
    for (var name : names) {
      var table = tables.get(name);
      if (table != null) {
        table.writers().decrementAndGet();
      }
    }
  }

  /** Nobody knows whether a commit was made: for a while nothing is recalled. */
  void doubt() {
    doubtUntil.set(time.nanos() + DOUBT.toNanos());
    answers.clear();
  }

  private boolean quiet(List<Table> named) {
    for (var table : named) {
      if (table.writers().get() > 0) {
        return false;
      }
    }
    return doubtUntil.get() - time.nanos() <= 0;
  }

  /** Grows when any of theirs does. */
  private static long version(List<Table> named) {
    var sum = 0L;
    for (var table : named) {
      sum += table.version().get();
    }
    return sum;
  }

  private List<Table> named(String text) {
    var found = new LinkedHashSet<Table>();
    var words = WORD.matcher(text);
    while (words.find()) {
      var table = tables.get(words.group());
      if (table != null) {
        found.add(table);
      }
    }
    return List.copyOf(found);
  }

  /** Where it is not plain to see, all that it names. */
  private List<Table> targets(String text) {
    var found = new LinkedHashSet<Table>();
    var targets = TARGET.matcher(text);
    while (targets.find()) {
      var table = tables.get(targets.group(2));
      if (table != null) {
        found.add(table);
        var deletes = targets.group(1).toUpperCase(Locale.ROOT).startsWith("DELETE");
        reach(found, deletes ? table.deleting() : table.updating(), deletes);
      }
    }
    return found.isEmpty() ? named(text) : List.copyOf(found);
  }

  private void reach(Set<Table> found, Set<String> names, boolean deletes) {
    for (var name : names) {
      var table = tables.get(name);
      if (table != null && found.add(table)) {
        reach(found, deletes ? table.deleting() : table.updating(), deletes);
        reach(found, table.updating(), false);
      }
    }
  }

  private static List<Table> known(
      Map<String, List<Table>> texts, String text, Function<String, List<Table>> finding) {
    var known = texts.get(text);
    if (known == null) {
      known = finding.apply(text);
      if (texts.size() >= TEXTS_MAX) {
        texts.clear();
      }
      texts.put(text, known);
    }
    return known;
  }
}
