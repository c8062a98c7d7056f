package cairn.compute;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wiring.Nic;
import cairn.compute.wiring.NicPlan;
import cairn.compute.wiring.NicWish;
import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.WiredSubnet;
import cairn.compute.wiring.Wiring;
import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One network that everybody has, in memory. */
final class FakeWiring implements Wiring {
  static final UUID NETWORK = UUID.fromString("11111111-1111-4111-8111-111111111111");
  static final UUID SUBNET = UUID.fromString("22222222-2222-4222-8222-222222222222");
  private static final UUID GROUP = UUID.fromString("33333333-3333-4333-8333-333333333333");

  private record Plugged(UUID server, WiredPort port) {}

  private final Map<UUID, Plugged> ports = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger(1);

  @Override
  public NicPlan plan(
      Transaction tx, Caller caller, List<NicWish> wishes, List<String> securityGroups) {
    for (var wish : wishes) {
      if (!wish.network().equals(Optional.of(NETWORK))) {
        throw ComputeErrors.badRequest(
            "Network %s could not be found.".formatted(wish.network().orElseThrow()));
      }
    }
    return new NicPlan(wishes, List.of(GROUP));
  }

  @Override
  public NicPlan planDefault(Transaction tx, Caller caller, List<String> securityGroups) {
    var wish =
        new NicWish(Optional.of(NETWORK), Optional.empty(), Optional.empty(), Optional.empty());
    return new NicPlan(List.of(wish), List.of(GROUP));
  }

  @Override
  public List<Nic> plug(
      Transaction tx, Caller caller, NicPlan plan, UUID server, String zone, String host) {
    var nics = new ArrayList<Nic>();
    for (var wish : plan.nics()) {
      var number = last.incrementAndGet();
      var port =
          new WiredPort(
              UUID.randomUUID(),
              NETWORK,
              "private",
              "fa:16:3e:00:%02x:%02x".formatted(number >> 8, number & 0xff),
              1442,
              List.of(new WiredPort.Address(SUBNET, wish.fixedIp().orElse("10.0.0." + number))),
              List.of(),
              List.of(new WiredPort.Group(GROUP, "default")),
              "ACTIVE",
              Optional.empty());
      ports.put(port.id(), new Plugged(server, port));
      nics.add(new Nic(port.id(), NETWORK, wish.tag(), true));
    }
    return nics;
  }

  @Override
  public void unplug(Transaction tx, Collection<Nic> nics) {
    nics.forEach(nic -> ports.remove(nic.port()));
  }

  @Override
  public Map<UUID, List<WiredPort>> ports(Transaction tx, Collection<UUID> servers) {
    var found = new HashMap<UUID, List<WiredPort>>();
    for (var plugged : ports.values()) {
      if (servers.contains(plugged.server())) {
        found.computeIfAbsent(plugged.server(), _ -> new ArrayList<>()).add(plugged.port());
      }
    }
    return found;
  }

  @Override
  public Map<UUID, List<WiredSubnet>> subnets(Transaction tx, Collection<UUID> networks) {
    return Map.of(
        NETWORK,
        List.of(
            new WiredSubnet(
                SUBNET,
                4,
                "10.0.0.0/24",
                Optional.of("10.0.0.1"),
                true,
                List.of("10.0.0.1"),
                List.of(),
                Optional.empty())));
  }

  @Override
  public void securityGroup(
      Transaction tx, Caller caller, UUID server, String nameOrId, boolean add) {}

  int count() {
    return ports.size();
  }
}
