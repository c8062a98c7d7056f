package cairn.compute.server;

import cairn.compute.host.Hosts;
import cairn.placement.allocation.Allocations;
import cairn.placement.allocation.StaleClaim;
import cairn.placement.schedule.Decision;
import cairn.placement.schedule.Demand;
import cairn.placement.schedule.Group;
import cairn.placement.schedule.HostIndex;
import cairn.placement.schedule.Scheduler;
import cairn.placement.schedule.Snapshot;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Finds hosts for servers and claims their resources. Safe for many threads. */
public final class Placing {
  /** How many requests are claiming of each host now. */
  private final Map<UUID, Integer> claiming = new ConcurrentHashMap<>();

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
   * Finds a host for each server, writing nothing.
   *
   * @throws NoHost when one of them fits nowhere
   */
  List<Taken> find(int servers, Demand demand, Optional<Group> group, Hold hold) {
    var snapshot = index.snapshot();
    var found = new ArrayList<Taken>();
    var members = new HashMap<UUID, Integer>();
    group.ifPresent(some -> members.putAll(some.serversByHost()));
    for (var i = 0; i < servers; i++) {
      var asked =
          group
              .map(some ->
                  demand.group(new Group(some.kind(), Map.copyOf(members), some.maxPerHost())))
              .orElse(demand);
      switch (place(snapshot, asked)) {
        case Decision.Refusal refusal -> throw new NoHost(refusal);
        case Decision.Plan plan -> {
          var zone =
              snapshot.host(plan.provider()).map(host -> host.state().zone()).orElse(Hosts.ZONE);
          found.add(new Taken(plan.provider(), plan.name(), zone));
          hold.add(plan.provider());
          if (i + 1 < servers) {
            snapshot = snapshot.claimed(plan.provider(), demand.resources());
            members.merge(plan.provider(), 1, Integer::sum);
          }
        }
      }
    }
    return found;
  }

  /**
   * Prefers hosts that nobody is claiming: who plans at the same time on the same picture would
   * choose the same host, and wait there for the other's commit.
   */
  private Decision place(Snapshot snapshot, Demand demand) {
    var busy = Set.copyOf(claiming.keySet());
    if (!busy.isEmpty()) {
      var others = new HashSet<>(demand.excluded());
      others.addAll(busy);
      if (Scheduler.place(snapshot, demand.excluding(others)) instanceof Decision.Plan plan) {
        return plan;
      }
    }
    return Scheduler.place(snapshot, demand);
  }

  /** The hosts that one request is claiming, until it is closed. */
  final class Hold implements AutoCloseable {
    private final List<UUID> hosts = new ArrayList<>();

    private void add(UUID host) {
      hosts.add(host);
      claiming.merge(host, 1, Integer::sum);
    }

    @Override
    public void close() {
      hosts.forEach(
          host -> claiming.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1));
    }
  }

  Hold hold() {
    return new Hold();
  }

  /**
   * Claims the resources of the hosts that were found.
   *
   * @throws StalePlan when a host is no longer what it was planned with; the transaction is lost
   */
  void claim(
      Transaction tx, List<UUID> servers, List<Taken> hosts, Demand demand, Server.Owner owner) {
    for (var i = 0; i < hosts.size(); i++) {
      claim(tx, servers.get(i), hosts.get(i).host(), demand, owner);
    }
  }

  private void claim(Transaction tx, UUID server, UUID host, Demand demand, Server.Owner owner) {
    try {
      allocations.claimOrGiveUp(
          tx, server, host, demand.resources(), owner.projectId(), owner.userId());
    } catch (StaleClaim e) {
      throw new StalePlan(host, e);
    }
  }

  /** Reads again what is known of a host, outside of any transaction. */
  void refresh(UUID host) {
    index.refresh(List.of(host));
  }
}
