package cairn.work;

import cairn.common.Time;
import cairn.sql.Database;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Renews the leases of the jobs that run here. A job whose lease is lost, or could not be renewed
 * in time, is interrupted, since another server may have begun with it.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LeaseKeeper.class.getName());

  private record Held(UUID token, Thread thread, long until) {
    Held until(long later) {
      return new Held(token, thread, later);
    }
  }

  private final Database database;
  private final Time time;
  private final Duration lease;
  private final Map<UUID, Held> held = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  LeaseKeeper(Database database, Time time, Duration lease) {
    this.database = database;
    this.time = time;
    this.lease = lease;
    this.thread = Thread.ofVirtual().name("job-leases").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  void hold(LeasedJob job, Thread worker) {
    held.put(job.id(), new Held(job.token(), worker, time.nanos() + lease.toNanos()));
  }

  void drop(LeasedJob job) {
    held.remove(job.id());
  }

  List<Thread> workers() {
    return held.values().stream().map(Held::thread).toList();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void loop() {
    try {
      while (!closed.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        if (!held.isEmpty()) {
          renew();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    var before = Map.copyOf(held);
    var from = time.nanos();
    try {
      var tokens = before.values().stream().map(Held::token).distinct().toList();
      var renewed =
          new HashSet<>(
              database.inTransaction(tx -> JobStore.renew(tx, before.keySet(), tokens, lease)));
      before.forEach((id, mine) -> {
        if (renewed.contains(id)) {
          held.computeIfPresent(
              id, (_, now) -> now.equals(mine) ? mine.until(from + lease.toNanos()) : now);
        } else if (held.remove(id, mine)) {
          LOG.log(System.Logger.Level.WARNING, "the lease of job {0} is lost", id);
          mine.thread().interrupt();
        }
      });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "leases are not renewed: {0}", e.getMessage());
      held.forEach((id, mine) -> {
        if (mine.until() - time.nanos() < 0 && held.remove(id, mine)) {
          mine.thread().interrupt();
        }
      });
    }
  }
}
