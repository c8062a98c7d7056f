package cairn.work;

import cairn.common.Background;
import cairn.common.Time;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes jobs that are due and does their steps, as many at once as allowed, each on a virtual
 * thread. Any number of engines, in as many servers, may share a database. Safe for many threads.
 */
public final class JobEngine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobEngine.class.getName());
  private static final int PICK_MAX = 16;
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration TRIM_EVERY = Duration.ofMinutes(10);

  private final Jobs jobs;
  private final Database database;
  private final Time time;
  private final JobSettings settings;
  private final JobWorker worker;
  private final LeaseKeeper leases;
  private final Subscription subscription;
  private final Semaphore slots;
  private final PriorityBlockingQueue<Instant> naps = new PriorityBlockingQueue<>();
  private final Background background;
  private final Background.Loop loop;
  private long trimmed;
  private volatile boolean closed;

  /** An engine with the usual settings. */
  public JobEngine(Jobs jobs, ChangeFeed feed) {
    this(jobs, feed, JobSettings.usual());
  }

  /** An engine; it does nothing until {@link #start}. */
  public JobEngine(Jobs jobs, ChangeFeed feed, JobSettings settings) {
    this(jobs, feed, settings, Background.threads());
  }

  /** The same, which works where that says. */
  public JobEngine(Jobs jobs, ChangeFeed feed, JobSettings settings, Background background) {
    this.jobs = jobs;
    this.database = jobs.database();
    this.time = jobs.time();
    this.settings = settings;
    this.worker = new JobWorker(jobs, settings, JobWorker::step, () -> closed);
    this.leases = new LeaseKeeper(database, time, settings.lease(), background);
    this.background = background;
    this.slots = new Semaphore(settings.concurrency());
    this.loop = background.loop("job-engine", this::step);
    this.trimmed = time.nanos();
    this.subscription = feed.subscribe(Jobs.TOPIC, _ -> wake(), this::wake);
  }

  /** Begins to take jobs. */
  public void start() {
    leases.start();
    loop.start();
  }

  /** Has it look at the table now. */
  public void wake() {
    loop.wake();
  }

  /**
   * Takes no more jobs, gives the steps that run a few seconds, then interrupts them; those jobs go
   * on at the same step elsewhere or later.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    subscription.close();
    loop.stop();
    try {
      if (!slots.tryAcquire(settings.concurrency(), GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        leases.workers().forEach(LeaseKeeper.Worker::interrupt);
        if (!slots.tryAcquire(settings.concurrency(), GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "some jobs do not stop; their leases will end");
        }
      }
      loop.await(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leases.close();
  }

  private Duration step() {
    try {
      if (takeSome()) {
        return Duration.ZERO;
      }
      if (time.nanos() - trimmed > TRIM_EVERY.toNanos()) {
        database.run(tx -> JobStore.trim(tx, time.now().minus(settings.keep())));
        trimmed = time.nanos();
      }
      return pause();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "jobs cannot be taken: {0}", e.getMessage());
      return settings.poll();
    }
  }

  /** How long until the next look: until a nap ends, at most the poll's time. */
  private Duration pause() {
    var now = time.now();
    var first = naps.peek();
    while (first != null && !first.isAfter(now)) {
      naps.poll();
      first = naps.peek();
    }
    var poll = settings.poll().toMillis();
    return Duration.ofMillis(
        first == null ? poll : Math.clamp(Duration.between(now, first).toMillis() + 1, 1, poll));
  }

  /** Whether there may be more to take at once. */
  private boolean takeSome() {
    var free = 0;
    while (free < PICK_MAX && slots.tryAcquire()) {
      free++;
    }
    var wanted = free;
    if (wanted == 0) {
      return false;
    }
    var taken = 0;
    try {
      var token = jobs.entropy().uuid();
      var picked =
          database.inTransaction(
              tx -> JobStore.pick(tx, jobs.names(), token, time.now(), settings.lease(), wanted));
      for (var job : picked) {
        launch(job);
        taken++;
      }
      return taken == wanted;
    } finally {
      slots.release(wanted - taken);
    }
  }

  private void launch(LeasedJob job) {
    var holder = new LeaseKeeper.Worker();
    leases.hold(job, holder);
    background.run(
        "job " + job.name() + " " + job.id(),
        () -> {
          holder.begin();
          try {
            worker.work(job).ifPresent(naps::add);
          } finally {
            leases.drop(job);
            slots.release();
            wake();
          }
        });
  }
}
