package cairn.compute.server;

import cairn.compute.host.Hosts;
import cairn.placement.allocation.Allocations;
import cairn.placement.allocation.StaleClaim;
import cairn.placement.schedule.Decision;
import cairn.placement.schedule.Demand;
import cairn.placement.schedule.Group;
import cairn.placement.schedule.HostIndex;
import cairn.placement.schedule.Scheduler;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds hosts for servers and claims their resources. Safe for many threads. */
public final class Placing {
  private final HostIndex index;
  private final Allocations allocations;

  /** Places them by that index. */
  public Placing(HostIndex index, Allocations allocations) {
    this.index = index;
    this.allocations = allocations;
  }

  /** A host that was taken. */
  record Taken(UUID host, String name, String zone) {}

  /**
   * Takes a host for each server.
   *
   * @throws NoHost when one of them fits nowhere
   * @throws StalePlan when a host is no longer what it was planned with
   */
  List<Taken> take(
      Transaction tx,
      List<UUID> servers,
      Demand demand,
      Optional<Group> group,
      Server.Owner owner) {
    var snapshot = index.snapshot();
    var taken = new ArrayList<Taken>();
    var members = new HashMap<UUID, Integer>();
    group.ifPresent(some -> members.putAll(some.serversByHost()));
    for (var server : servers) {
      var asked =
          group
              .map(some ->
                  demand.group(new Group(some.kind(), Map.copyOf(members), some.maxPerHost())))
              .orElse(demand);
      switch (Scheduler.place(snapshot, asked)) {
        case Decision.Refusal refusal -> throw new NoHost(refusal);
        case Decision.Plan plan -> {
          claim(tx, server, plan.provider(), demand, owner);
          var zone =
              snapshot.host(plan.provider()).map(host -> host.state().zone()).orElse(Hosts.ZONE);
          snapshot = snapshot.claimed(plan.provider(), demand.resources());
          members.merge(plan.provider(), 1, Integer::sum);
          taken.add(new Taken(plan.provider(), plan.name(), zone));
        }
      }
    }
    return taken;
  }

  private void claim(Transaction tx, UUID server, UUID host, Demand demand, Server.Owner owner) {
    try {
      allocations.claim(tx, server, host, demand.resources(), owner.projectId(), owner.userId());
    } catch (StaleClaim e) {
      throw new StalePlan(host, e);
    }
  }

  /** Reads again what is known of a host, outside of any transaction. */
  void refresh(UUID host) {
    index.refresh(List.of(host));
  }
}
