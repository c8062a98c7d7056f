package cairn.compute.server;

import cairn.common.Background;
import cairn.common.Time;
import cairn.protocol.GuestStatus;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Takes what agents observe and writes it in batches, one transaction each, by one thread. Safe for
 * many threads; who brings more than can be written has to wait.
 */
public final class Observations implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Observations.class.getName());
  private static final int WAITING_MAX = 16384;
  private static final int BATCH_MAX = 512;
  private static final Duration PACE_MAX = Duration.ofMillis(20);

  /** What was seen, and by whom: what another host says of a guest does not count. */
  record Seen(UUID host, GuestStatus status) {}

  private final Observed observed;
  private final Time time;
  private final BlockingQueue<Seen> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile Consumer<UUID> lost = host -> {};
  private final Background.Loop loop;

  /** Writes by that, where that says. */
  public Observations(Observed observed, Time time, Background background) {
    this.observed = observed;
    this.time = time;
    this.loop = background.loop("observations", this::step);
  }

  /** To be told of a host that has to say again all that it sees, for some of it is lost. */
  public void whenLost(Consumer<UUID> listener) {
    lost = listener;
  }

  /** Begins to write. */
  public void start() {
    loop.start();
  }

  /** Takes what a host has seen. */
  public void submit(UUID host, List<GuestStatus> statuses) {
    try {
      for (var status : statuses) {
        // What passes changes no row.
        if (status.settled()) {
          waiting.put(new Seen(host, status));
          loop.wake();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What comes while it writes, and as long again, it writes together. */
  private Duration step() throws InterruptedException {
    var began = time.nanos();
    var first = waiting.poll();
    if (first == null) {
      return Background.UNTIL_WOKEN;
    }
    write(first);
    time.sleep(Duration.ofNanos(Math.min(time.nanos() - began, PACE_MAX.toNanos())));
    return Duration.ZERO;
  }

  private void write(Seen first) {
    Map<UUID, Seen> batch = new LinkedHashMap<>();
    batch.put(first.status().server(), first);
    for (var next = waiting.peek(); next != null && joins(batch, next); next = waiting.peek()) {
      waiting.remove();
    }
    try {
      observed.write(batch);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "observations are written one by one, for all failed together", e);
      batch.forEach((server, seen) -> writeOne(server, seen));
    }
  }

  /**
   * Takes it in, unless it has to wait for the next batch: all that was seen of a guest in one
   * generation counts, in its order, for none of it is said again.
   */
  static boolean joins(Map<UUID, Seen> batch, Seen next) {
    var known = batch.get(next.status().server());
    if (known == null) {
      if (batch.size() == BATCH_MAX) {
        return false;
      }
    } else if (!known.host().equals(next.host())
        || (known.status().generation() == next.status().generation() && !known.equals(next))) {
      return false;
    } else if (known.status().generation() >= next.status().generation()) {
      return true;
    }
    batch.put(next.status().server(), next);
    return true;
  }

  private void writeOne(UUID server, Seen seen) {
    try {
      observed.write(Map.of(server, seen));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "what was observed of server " + server + " is not written", e);
      lost.accept(seen.host());
    }
  }

  @Override
  public void close() {
    loop.stop();
  }
}
