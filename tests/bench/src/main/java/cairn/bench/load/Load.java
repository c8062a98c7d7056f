package cairn.bench.load;

import cairn.common.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Clients that each send one request after the other. */
public final class Load {
  /** The request number n, counted over all clients; called by many threads. */
  @FunctionalInterface
  public interface Requests {
    /** Its bytes. */
    byte[] bytes(long number);
  }

  private static final int WARM_ROUNDS_MAX = 40;
  private static final long WARM_REQUESTS = 4000;
  private static final double WARM_SHARE = 0.95;

  private final URI base;
  private final int clients;
  private final int statusWanted;
  private final DoubleSupplier cpuMillis;
  private final Time time = Time.system();

  /**
   * @param statusWanted what counts as an answer
   * @param cpuMillis reads the processor time that the cloud's processes have used so far
   */
  public Load(URI base, int clients, int statusWanted, DoubleSupplier cpuMillis) {
    this.base = base;
    this.clients = clients;
    this.statusWanted = statusWanted;
    this.cpuMillis = cpuMillis;
  }

  /**
   * Sends for that long, once the server is warm: when its processor time for a request does not
   * fall any more.
   */
  public Measured during(Duration measured, Requests requests) {
    var numbers = new AtomicLong();
    var before = Double.MAX_VALUE;
    var sent = 0L;
    for (var round = 0; round < WARM_ROUNDS_MAX; round++) {
      var warm = run(numbers, Long.MAX_VALUE, measured.dividedBy(2), requests);
      sent += warm.requests();
      if (sent >= WARM_REQUESTS && warm.cpuMillis() >= before * WARM_SHARE) {
        break;
      }
      before = warm.cpuMillis();
    }
    return run(numbers, Long.MAX_VALUE, measured, requests);
  }

  /** Sends that many requests in all. */
  public Measured count(long total, Requests requests) {
    return run(new AtomicLong(), total, Duration.ofHours(6), requests);
  }

  private Measured run(AtomicLong numbers, long total, Duration longest, Requests requests) {
    var latencies = new ArrayList<Latencies>();
    var threads = new ArrayList<Thread>();
    var cpu = cpuMillis.getAsDouble();
    var from = time.nanos();
    var until = from + longest.toNanos();
    for (var i = 0; i < clients; i++) {
      var own = new Latencies();
      latencies.add(own);
      threads.add(Thread.ofPlatform().start(() -> client(numbers, total, until, requests, own)));
    }
    join(threads);
    var nanos = time.nanos() - from;
    var used = cpuMillis.getAsDouble() - cpu;
    return summary(latencies, nanos, used);
  }

  private void client(
      AtomicLong numbers, long total, long until, Requests requests, Latencies own) {
    try (var wire = new Wire(base)) {
      var before = time.nanos();
      while (before < until) {
        var number = numbers.getAndIncrement();
        if (number >= total) {
          return;
        }
        var good = status(wire, requests.bytes(number)) == statusWanted;
        var after = time.nanos();
        own.add(after - before, good);
        before = after;
      }
    }
  }

  private static int status(Wire wire, byte[] request) {
    try {
      return wire.exchange(request);
    } catch (IOException e) {
      return -1;
    }
  }

  private static Measured summary(List<Latencies> all, long nanos, double cpuMillis) {
    var count = all.stream().mapToInt(own -> own.count).sum();
    var sorted = new long[count];
    var at = 0;
    for (var own : all) {
      System.arraycopy(own.nanos, 0, sorted, at, own.count);
      at += own.count;
    }
    Arrays.sort(sorted);
    var failures = all.stream().mapToLong(own -> own.failures).sum();
    return new Measured(
        count,
        failures,
        nanos / 1e9,
        percentile(sorted, 0.50),
        percentile(sorted, 0.99),
        count == 0 ? 0 : cpuMillis / count);
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  private static void join(List<Thread> threads) {
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of one client; read when its thread has ended. */
  private static final class Latencies {
    private long[] nanos = new long[4096];
    private int count;
    private long failures;

    void add(long value, boolean good) {
      if (!good) {
        failures++;
        return;
      }
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = value;
    }
  }
}
