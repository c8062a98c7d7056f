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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the events of requests in the chained table. Of a change {@link #record} returns when its
 * event is stored: one thread stores all that wait for it in one transaction, those who come
 * meanwhile, and as long again, in the next. Any other event costs a place in a queue. Thread-safe;
 * several servers may write to one table.
 */
public final class AuditTrail implements Audit, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final int QUEUE = 50_000;
  private static final int BATCH = 1_000;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LINGER = Duration.ofMillis(50);
  private static final Duration REST_MAX = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int TRIES_AT_CLOSE = 3;
  private static final Duration REMOVAL_EVERY = Duration.ofHours(1);

  /** Few: changes wait meanwhile. */
  private static final int REMOVED_AT_ONCE = 1_000;

  /** An event with what it was given when it happened, and whether it is stored. */
  private record Waiting(UUID id, Instant at, Event event, CountDownLatch stored) {}

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final byte[] key;
  private final AuditStore store = new AuditStore();
  private final AuditChain chain;

  /** An empty one only wakes the writer. */
  private final BlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>(QUEUE);

  /** One for each event in the queue that somebody waits for; sometimes one too many. */
  private final Semaphore urgent = new Semaphore(0);

  private final Thread writer;
  private final Optional<Duration> retention;
  private final Duration patience;

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
    this(database, time, entropy, key, retention, PATIENCE);
  }

  /**
   * @param patience how long a change waits for its event to be stored
   */
  AuditTrail(
      Database database,
      Time time,
      Entropy entropy,
      String key,
      Optional<Duration> retention,
      Duration patience) {
    this.patience = patience;
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
    var waiting = new Waiting(entropy.uuid(), time.now(), event, new CountDownLatch(1));
    try {
      // Who only looks may be served by a thread that must not wait.
      if (!queue.offer(Optional.of(waiting), event.look() ? 0 : 10, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.ERROR, "an audit event was lost: " + text(waiting));
      } else if (event.change()) {
        urgent.release();
        await(waiting);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.ERROR, "an audit event was lost: " + text(waiting));
    }
  }

  /** The change has happened, so it is told even when its event cannot be stored for now. */
  private void await(Waiting waiting) throws InterruptedException {
    if (!waiting.stored().await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a change is answered before its audit event is stored: " + text(waiting));
    }
  }

  /** Strangers whom a rule turned away are in the log alone: they could fill the table. */
  private static boolean kept(Event event) {
    if (event.caller().anonymous()) {
      return !event.look() && event.action().isEmpty();
    }
    return !event.look() || event.outcome() == 403;
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

  /** Removes the oldest of what is too old; the chain is verifiable from there on. */
  private int removeSome(Duration age) {
    return database.inTransaction(tx -> {
      store.lockHead(tx);
      var before = store.start(tx).map(start -> start.removed().seq()).orElse(0L);
      var last = store.old(tx, time.now().minus(age), REMOVED_AT_ONCE);
      last.ifPresent(end -> store.begin(tx, AuditStart.after(end, new AuditChain(key))));
      return last.map(end -> (int) (end.seq() - before)).orElse(0);
    });
  }

  /** Once an hour, by the thread that writes, a little between two batches; whether more may be. */
  private boolean removeSometimes() {
    if (retention.isEmpty() || closing || time.now().isBefore(nextRemoval)) {
      return false;
    }
    try {
      if (removeSome(retention.get()) > 0) {
        return true;
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "old audit events stay for now: " + e.getMessage());
    }
    nextRemoval = time.now().plus(REMOVAL_EVERY);
    return false;
  }

  private void write() {
    var taken = new ArrayList<Optional<Waiting>>();
    while (!(closing && queue.isEmpty())) {
      try {
        var more = removeSometimes();
        var first = queue.poll(more ? 0 : LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        if (!closing && queue.size() < BATCH) {
          // Others may follow, unless somebody waits.
          var _ = urgent.tryAcquire(LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
        urgent.drainPermits();
        taken.add(first);
        queue.drainTo(taken, BATCH - 1);
        var batch = taken.stream().flatMap(Optional::stream).toList();
        if (!batch.isEmpty()) {
          var began = time.nanos();
          keep(batch);
          rest(time.nanos() - began);
        }
        taken.clear();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** As long again as it took: what comes meanwhile is stored together. */
  private void rest(long nanos) throws InterruptedException {
    if (!closing) {
      time.sleep(Duration.ofNanos(Math.min(nanos, REST_MAX.toNanos())));
    }
  }

  private void keep(List<Waiting> batch) throws InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        append(batch);
        batch.forEach(waiting -> waiting.stored().countDown());
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
    urgent.release();
    try {
      writer.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
