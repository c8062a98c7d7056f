package cairn.work;

import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.RequestId;
import cairn.common.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs one reconciler again and again. However often it is woken, it works a tenth of the time at
 * most: what came meanwhile is done by one run, so a long run cannot take a processor for itself.
 */
final class ReconcilerLoop {
  private static final System.Logger LOG = System.getLogger(ReconcilerLoop.class.getName());

  /** So many times as long as a run took is the rest after it. */
  private static final int REST = 9;

  private static final Duration REST_MAX = Duration.ofSeconds(5);

  private final Reconciler reconciler;
  private final Leases leases;
  private final Time time;
  private final Entropy entropy;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Background.Loop loop;
  private volatile boolean stopped;

  ReconcilerLoop(
      Reconciler reconciler, Leases leases, Time time, Entropy entropy, Background background) {
    this.reconciler = reconciler;
    this.leases = leases;
    this.time = time;
    this.entropy = entropy;
    this.loop = background.loop("reconciler " + reconciler.name(), this::step);
  }

  void start() {
    loop.start();
  }

  void wake() {
    loop.wake();
  }

  void stop() {
    stopped = true;
    stopping.countDown();
    loop.stop();
  }

  void await(Duration most) {
    try {
      if (!loop.await(most)) {
        loop.close();
        loop.await(most);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration step() throws InterruptedException {
    var began = time.nanos();
    RequestId.run(RequestId.create(entropy), this::once);
    var took = Duration.ofNanos(time.nanos() - began);
    LOG.log(System.Logger.Level.TRACE, "{0} took {1} ms", reconciler.name(), took.toMillis());
    rest(took);
    return reconciler.every();
  }

  private void rest(Duration took) throws InterruptedException {
    var wanted = took.multipliedBy(REST);
    var rest = wanted.compareTo(REST_MAX) > 0 ? REST_MAX : wanted;
    var _ = stopping.await(rest.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void once() {
    try {
      if (reconciler.alone()) {
        alone();
      } else {
        reconciler.reconcile();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      if (!stopped) {
        LOG.log(System.Logger.Level.WARNING, "reconciler " + reconciler.name() + " failed", e);
      }
    }
  }

  private void alone() throws Exception {
    var lease = leases.acquire("reconciler/" + reconciler.name());
    if (lease.isPresent()) {
      try (var _ = lease.get()) {
        reconciler.reconcile();
      }
    }
  }
}
