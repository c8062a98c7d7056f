package cairn.work;

import cairn.common.Background;
import cairn.common.Time;
import cairn.sql.Database;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews the leases of the jobs that run here. A job whose lease is lost, or could not be renewed
 * in time, is interrupted, since another server may have begun with it.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LeaseKeeper.class.getName());

  /** Who does a job: nobody yet, then a thread. */
  static final class Worker {
    private Optional<Thread> thread = Optional.empty();
    private boolean interrupted;

    /** The current thread begins; an interrupt that came before is for it. */
    synchronized void begin() {
      thread = Optional.of(Thread.currentThread());
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    synchronized void interrupt() {
      interrupted = true;
      thread.ifPresent(Thread::interrupt);
    }
  }

  private record Held(UUID token, Worker worker, long until) {
    Held until(long later) {
      return new Held(token, worker, later);
    }
  }

  private final Database database;
  private final Time time;
  private final Duration lease;
  private final Map<UUID, Held> held = new ConcurrentHashMap<>();
  private final Background.Loop loop;

  LeaseKeeper(Database database, Time time, Duration lease, Background background) {
    this.database = database;
    this.time = time;
    this.lease = lease;
    this.loop = background.loop("job-leases", this::step);
  }

  void start() {
    loop.start(lease.dividedBy(3));
  }

  void hold(LeasedJob job, Worker worker) {
    held.put(job.id(), new Held(job.token(), worker, time.nanos() + lease.toNanos()));
  }

  void drop(LeasedJob job) {
    held.remove(job.id());
  }

  List<Worker> workers() {
    return held.values().stream().map(Held::worker).toList();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Duration step() {
    if (!held.isEmpty()) {
      renew();
    }
    return lease.dividedBy(3);
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
          mine.worker().interrupt();
        }
      });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "leases are not renewed: {0}", e.getMessage());
      held.forEach((id, mine) -> {
        if (mine.until() - time.nanos() < 0 && held.remove(id, mine)) {
          mine.worker().interrupt();
        }
      });
    }
  }
}
