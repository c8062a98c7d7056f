package cairn.compute.server;

import cairn.common.Time;
import cairn.compute.quota.Quotas;
import cairn.compute.quota.Usage;
import cairn.compute.wiring.Nic;
import cairn.compute.wiring.Wiring;
import cairn.placement.allocation.Allocations;
import cairn.sql.Transaction;
import java.util.List;

/** Takes all that a server had away from it, in one transaction. Safe for many threads. */
public final class Removal {
  private final Time time;
  private final Allocations allocations;
  private final Wiring wiring;
  private final Quotas quotas;
  private final ServerStore store = new ServerStore();

  /** Gives back what those gave. */
  public Removal(Time time, Allocations allocations, Wiring wiring, Quotas quotas) {
    this.time = time;
    this.allocations = allocations;
    this.wiring = wiring;
    this.quotas = quotas;
  }

  void finish(Transaction tx, ServerId id, String projectId, Usage usage, List<Nic> nics) {
    allocations.release(tx, id.value());
    wiring.unplug(tx, nics);
    store.gone(tx, id, time.now());
    quotas.refund(tx, projectId, usage);
  }
}
