package cairn.http;

import cairn.common.Time;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether there is room for a request: in the server, and in its tenant's share. It never
 * makes anybody wait, so a flood finds no queue to fill. Safe for many threads.
 */
final class Admission {
  /** Tenants that are remembered; beyond that those that have their full share are forgotten. */
  private static final int TENANTS_MAX = 10_000;

  private static final double NANOS = 1e9;

  private final Limits limits;
  private final Time time;
  private final AtomicInteger atWork = new AtomicInteger();
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  Admission(Limits limits, Time time) {
    this.limits = limits;
    this.time = time;
  }

  /**
   * Enters a request; close what is returned when it is done.
   *
   * @throws Busy when the server is full
   */
  Visit enter() {
    if (atWork.incrementAndGet() > limits.requestsAtOnce()) {
      atWork.decrementAndGet();
      throw Busy.server();
    }
    return new Visit();
  }

  /** A request that is being answered. Used by one thread. */
  final class Visit implements AutoCloseable {
    private final AtomicInteger left = new AtomicInteger();
    private Share share = new Share(0);

    private Visit() {}

    /**
     * Charges it to a tenant, once.
     *
     * @throws Busy when that one has its share
     */
    void charge(String tenant) {
      var now = time.nanos();
      var found = shares.computeIfAbsent(tenant, _ -> new Share(now));
      if (shares.size() > TENANTS_MAX) {
        shares.values().removeIf(one -> one.idle(now));
      }
      found.take(now);
      share = found;
    }

    @Override
    public void close() {
      share.giveBack();
      if (left.getAndIncrement() == 0) {
        atWork.decrementAndGet();
      }
    }
  }

  /** What one tenant has at work, and how many more requests it has saved up. */
  private final class Share {
    private int working;
    private double saved = limits.tenantBurst();
    private long since;

    private Share(long now) {
      since = now;
    }

    private synchronized void take(long now) {
      refill(now);
      if (working >= limits.tenantAtOnce()) {
        throw Busy.tenant(1);
      }
      if (saved < 1) {
        throw Busy.tenant((long) Math.ceil((1 - saved) / limits.tenantPerSecond()));
      }
      saved--;
      working++;
    }

    private void refill(long now) {
      var more = (now - since) / NANOS * limits.tenantPerSecond();
      saved = Math.min(limits.tenantBurst(), saved + Math.max(more, 0));
      since = now;
    }

    private synchronized void giveBack() {
      working = Math.max(0, working - 1);
    }

    private synchronized boolean idle(long now) {
      refill(now);
      return working == 0 && saved >= limits.tenantBurst();
    }
  }
}
