package cairn.compute.server;

import cairn.protocol.GuestStatus;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes what agents observe and writes it in batches, one transaction each, by one thread. Safe for
 * many threads; who brings more than can be written has to wait.
 */
public final class Observations implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Observations.class.getName());
  private static final int WAITING_MAX = 16384;
  private static final int BATCH_MAX = 512;

  /** What was seen, and by whom: what another host says of a guest does not count. */
  record Seen(UUID host, GuestStatus status) {}

  private final Observed observed;
  private final BlockingQueue<Seen> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile boolean closed;

  /** Writes by that. */
  public Observations(Observed observed) {
    this.observed = observed;
  }

  /** Begins to write. */
  public void start() {
    Thread.ofVirtual().name("observations").start(this::work);
  }

  /** Takes what a host has seen. */
  public void submit(UUID host, List<GuestStatus> statuses) {
    try {
      for (var status : statuses) {
        // What passes changes no row.
        if (status.settled()) {
          waiting.put(new Seen(host, status));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!closed) {
      try {
        var first = waiting.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          write(first);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void write(Seen first) {
    var batch = new ArrayList<Seen>(List.of(first));
    waiting.drainTo(batch, BATCH_MAX - 1);
    // The last word on each guest is the one that counts.
    Map<UUID, Seen> newest = new LinkedHashMap<>();
    batch.forEach(seen -> newest.put(seen.status().server(), seen));
    try {
      observed.write(newest);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "observations are written one by one, for all failed together", e);
      newest.forEach((server, seen) -> writeOne(server, seen));
    }
  }

  private void writeOne(UUID server, Seen seen) {
    try {
      observed.write(Map.of(server, seen));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "what was observed of server " + server + " is lost", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
