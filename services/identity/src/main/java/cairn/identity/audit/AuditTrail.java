package cairn.identity.audit;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.http.Routes;
import cairn.policy.Audit;
import cairn.sql.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the events of requests in the chained table. {@link #record} costs a place in a queue; it
 * waits only when the database has been away for as long as the queue takes to fill. Thread-safe;
 * several servers may write to one table.
 */
public final class AuditTrail implements Audit, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final int QUEUE = 50_000;
  private static final int BATCH = 1_000;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int TRIES_AT_CLOSE = 3;
  private static final Duration REMOVAL_EVERY = Duration.ofHours(1);
  private static final int REMOVED_AT_ONCE = 10_000;

  /** An event with what it was given when it happened. */
  private record Waiting(UUID id, Instant at, Event event) {}

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final byte[] key;
  private final AuditStore store = new AuditStore();
  private final AuditChain chain;

  /** An empty one only wakes the writer. */
  private final BlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>(QUEUE);

  private final Thread writer;
  private final Optional<Duration> retention;

  /** Only touched by the writer. */
  private Instant nextRemoval = Instant.EPOCH;

  private volatile boolean closing;

  /**
   * Starts to write.
   *
   * @param key the chain's secret; another one makes all rows of before look changed
   * @param retention how old events become; for ever where it is empty
   */
  public AuditTrail(
      Database database, Time time, Entropy entropy, String key, Optional<Duration> retention) {
    this.retention = retention;
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.chain = new AuditChain(this.key);
    this.writer = Thread.ofVirtual().name("audit").start(this::write);
  }

  /** Takes changes, logins and refusals; who only looks, and may, leaves no trace. */
  @Override
  public void record(Event event) {
    if (!kept(event)) {
      return;
    }
    var waiting = new Waiting(entropy.uuid(), time.now(), event);
    try {
      // Who only looks may be served by a thread that must not wait.
      if (!queue.offer(Optional.of(waiting), looks(event) ? 0 : 10, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.ERROR, "an audit event was lost: " + text(waiting));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.ERROR, "an audit event was lost: " + text(waiting));
    }
  }

  /** Strangers whom a rule turned away are in the log alone: they could fill the table. */
  private static boolean kept(Event event) {
    if (event.caller().anonymous()) {
      return !looks(event) && event.action().isEmpty();
    }
    return !looks(event) || event.outcome() == 403;
  }

  private static boolean looks(Event event) {
    return event.method().equals("GET") || event.method().equals("HEAD");
  }

  /** The routes by which it is read and verified. */
  public Routes routes() {
    return new AuditApi(this).routes();
  }

  List<AuditRecord> page(AuditQuery query) {
    return database.read(tx -> store.page(tx, query));
  }

  /** Reads all of it: minutes for a hundred million rows. */
  AuditVerdict verify() {
    return database.read(tx -> {
      var verifier = new AuditVerifier(key, store.head(tx));
      store.start(tx).ifPresent(verifier::begin);
      store.all(tx, verifier::next);
      return verifier.verdict();
    });
  }

  /** Removes what is older than the retention; the chain is verifiable from there on. */
  int removeOld() {
    var all = 0;
    int some;
    do {
      some = retention.map(this::removeSome).orElse(0);
      all += some;
    } while (some > 0);
    return all;
  }

  private int removeSome(Duration age) {
    return database.inTransaction(tx -> {
      store.lockHead(tx);
      var before = store.start(tx).map(start -> start.removed().seq()).orElse(0L);
      var last = store.old(tx, time.now().minus(age), REMOVED_AT_ONCE);
      last.ifPresent(end -> store.begin(tx, AuditStart.after(end, new AuditChain(key))));
      return last.map(end -> (int) (end.seq() - before)).orElse(0);
    });
  }

  /** Once an hour, by the thread that writes. */
  private void removeSometimes() {
    if (retention.isEmpty() || closing || time.now().isBefore(nextRemoval)) {
      return;
    }
    nextRemoval = time.now().plus(REMOVAL_EVERY);
    try {
      removeOld();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "old audit events stay for now: " + e.getMessage());
    }
  }

  private void write() {
    var taken = new ArrayList<Optional<Waiting>>();
    while (!(closing && queue.isEmpty())) {
      try {
        removeSometimes();
        var first = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        taken.add(first);
        if (!closing) {
          time.sleep(LINGER);
        }
        queue.drainTo(taken, BATCH - 1);
        var batch = taken.stream().flatMap(Optional::stream).toList();
        if (!batch.isEmpty()) {
          keep(batch);
        }
        taken.clear();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void keep(List<Waiting> batch) throws InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        append(batch);
        return;
      } catch (RuntimeException e) {
        if (closing && attempt >= TRIES_AT_CLOSE) {
          batch.forEach(
              lost -> LOG.log(System.Logger.Level.ERROR, "an audit event was lost: " + text(lost)));
          return;
        }
        LOG.log(System.Logger.Level.WARNING, "audit events wait: " + e.getMessage());
        time.sleep(RETRY);
      }
    }
  }

  private void append(List<Waiting> batch) {
    database.run(tx -> {
      var end = store.lockHead(tx);
      var records = new ArrayList<AuditRecord>(batch.size());
      for (var waiting : batch) {
        var row = row(end, waiting);
        records.add(row);
        end = new AuditHead(row.seq(), row.mac());
      }
      store.append(tx, records);
    });
  }

  private AuditRecord row(AuditHead end, Waiting waiting) {
    var cadf = CadfEvent.of(waiting.id(), waiting.at(), waiting.event());
    var text = Json.write(cadf);
    var seq = end.seq() + 1;
    return new AuditRecord(
        seq,
        waiting.at(),
        cadf.at("/initiator/id").asString(),
        cadf.path("action").asString(),
        cadf.path("outcome").asString(),
        waiting.event().requestId(),
        text,
        chain.next(end.mac(), seq, text));
  }

  private static String text(Waiting waiting) {
    return Json.write(CadfEvent.of(waiting.id(), waiting.at(), waiting.event()));
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    closing = true;
    // A queue that is full wakes it as well.
    var _ = queue.offer(Optional.empty());
    try {
      writer.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
