package cairn.sql;

import cairn.common.Time;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the feed was read. Numbers are taken before the commit, so a lower one may become visible
 * after a higher one: each number that was skipped is looked for again until no transaction that
 * took it can be alive any more. Then it belongs to one that was rolled back.
 */
final class ChangeCursor {
  /** How many are read at once. */
  static final int BATCH = 5000;

  /** More holes than this are no transactions in flight: the numbering itself has jumped. */
  private static final int HOLES_MAX = 10_000;

  private final Transaction reader;
  private final Time time;
  private final Duration window;
  private final Map<Long, Long> holes = new HashMap<>();
  private long high;

  /**
   * Begins at the newest change.
   *
   * @param connection in autocommit mode
   * @param window longer than any transaction lasts
   */
  ChangeCursor(Connection connection, Time time, Duration window) {
    this.reader = new Transaction(connection, Optional.empty(), false);
    this.time = time;
    this.window = window;
    var start =
        reader
            .sql(ChangeStore.SETTLED)
            .bind("seconds", window.toSeconds())
            .one(row -> row.longInteger("seq"));
    high = start;
    advance(reader.sql(ChangeStore.SEQS).bind("start", start).list(row -> row.longInteger("seq")));
  }

  /** What has become visible since, each once; empty when there is nothing more now. */
  List<Change> read() {
    var expired = time.nanos() - window.toNanos();
    holes.values().removeIf(since -> since < expired);
    var changes =
        reader
            .sql(ChangeStore.READ)
            .bind("high", high)
            .bind("holes", List.copyOf(holes.keySet()))
            .bind("limit", BATCH)
            .list(row ->
                new Change(
                    row.longInteger("seq"),
                    row.instant("at"),
                    row.text("topic"),
                    row.text("key"),
                    row.text("request_id")));
    advance(changes.stream().map(Change::seq).toList());
    return changes;
  }

  void trim(Duration keep) {
    reader.sql(ChangeStore.TRIM).bind("seconds", keep.toSeconds()).update();
  }

  private void advance(List<Long> ascending) {
    var now = time.nanos();
    for (var seq : ascending) {
      if (holes.remove(seq) == null) {
        for (var hole = Math.max(high + 1, seq - HOLES_MAX); hole < seq; hole++) {
          holes.put(hole, now);
        }
        high = seq;
      }
    }
    if (holes.size() > HOLES_MAX) {
      var newest = new ArrayList<>(holes.keySet());
      newest.sort(null);
      newest.subList(0, newest.size() - HOLES_MAX).forEach(holes::remove);
    }
  }
}
