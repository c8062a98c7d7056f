package cairn.work;

import cairn.common.Time;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
  private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);
  private final PriorityBlockingQueue<Instant> naps = new PriorityBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /** An engine with the usual settings. */
  public JobEngine(Jobs jobs, ChangeFeed feed) {
    this(jobs, feed, JobSettings.usual());
  }

  /** An engine; it does nothing until {@link #start}. */
  public JobEngine(Jobs jobs, ChangeFeed feed, JobSettings settings) {
    this.jobs = jobs;
    this.database = jobs.database();
    this.time = jobs.time();
    this.settings = settings;
    this.worker = new JobWorker(jobs, settings, JobWorker::step, () -> closed);
    this.leases = new LeaseKeeper(database, time, settings.lease());
    this.slots = new Semaphore(settings.concurrency());
    this.thread = Thread.ofVirtual().name("job-engine").unstarted(this::loop);
    this.subscription = feed.subscribe(Jobs.TOPIC, _ -> wake(), this::wake);
  }

  /** Begins to take jobs. */
  public void start() {
    leases.start();
    thread.start();
  }

  /** Has it look at the table now. */
  public void wake() {
    wake.offer(true);
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
    wake();
    try {
      if (!slots.tryAcquire(settings.concurrency(), GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        leases.workers().forEach(Thread::interrupt);
        if (!slots.tryAcquire(settings.concurrency(), GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "some jobs do not stop; their leases will end");
        }
      }
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leases.close();
  }

  private void loop() {
    var trimmed = time.nanos();
    while (!closed) {
      try {
        if (!takeSome()) {
          wake.poll(pause(), TimeUnit.MILLISECONDS);
        }
        if (time.nanos() - trimmed > TRIM_EVERY.toNanos()) {
          database.run(tx -> JobStore.trim(tx, time.now().minus(settings.keep())));
          trimmed = time.nanos();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "jobs cannot be taken: {0}", e.getMessage());
        rest();
      }
    }
  }

  /** How long until the next look, in milliseconds: until a nap ends, at most the poll's time. */
  private long pause() {
    var now = time.now();
    var first = naps.peek();
    while (first != null && !first.isAfter(now)) {
      naps.poll();
      first = naps.peek();
    }
    var poll = settings.poll().toMillis();
    return first == null ? poll : Math.clamp(Duration.between(now, first).toMillis() + 1, 1, poll);
  }

  private void rest() {
    try {
      wake.poll(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    var runner =
        Thread.ofVirtual()
            .name("job " + job.name() + " " + job.id())
            .unstarted(() -> {
              try {
                worker.work(job).ifPresent(naps::add);
              } finally {
                leases.drop(job);
                slots.release();
                wake();
              }
            });
    leases.hold(job, runner);
    runner.start();
  }
}
