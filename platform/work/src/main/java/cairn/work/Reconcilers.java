package cairn.work;

import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.sql.Database;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reconcilers of a process, each on a virtual thread of its own. Safe for many threads. */
public final class Reconcilers implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final Background background;
  private final Map<String, ReconcilerLoop> loops = new ConcurrentHashMap<>();

  /** None yet; add them before {@link #start}. */
  public Reconcilers(Database database, Time time, Entropy entropy) {
    this(database, time, entropy, Background.threads());
  }

  /** The same, run where that says. */
  public Reconcilers(Database database, Time time, Entropy entropy, Background background) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.background = background;
  }

  /**
   * Adds one.
   *
   * @return wakes it, from any thread; while it runs, it makes it run once more
   */
  public Runnable add(Reconciler reconciler) {
    var loop =
        new ReconcilerLoop(reconciler, new Leases(database, entropy), time, entropy, background);
    if (loops.putIfAbsent(reconciler.name(), loop) != null) {
      throw new IllegalArgumentException("two reconcilers are called " + reconciler.name());
    }
    return loop::wake;
  }

  /** Wakes the one of that name; nothing happens when there is none. */
  public void wake(String name) {
    var loop = loops.get(name);
    if (loop != null) {
      loop.wake();
    }
  }

  /** Runs each once now, and then as often as it asks for. */
  public void start() {
    loops.values().forEach(ReconcilerLoop::start);
  }

  /** Lets those that run finish for a few seconds, then interrupts them. */
  @Override
  public void close() {
    loops.values().forEach(ReconcilerLoop::stop);
    loops.values().forEach(loop -> loop.await(STOP_MAX));
  }
}
