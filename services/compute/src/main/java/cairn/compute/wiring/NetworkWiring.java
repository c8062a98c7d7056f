package cairn.compute.wiring;

import cairn.common.CloudException;
import cairn.compute.wire.ComputeErrors;
import cairn.network.NetworkModule;
import cairn.network.network.Network;
import cairn.network.network.NetworkId;
import cairn.network.port.NewPort;
import cairn.network.port.Port;
import cairn.network.port.PortId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Servers' ports, kept by the network service. Safe for many threads. */
public final class NetworkWiring implements Wiring {
  private final NetworkModule network;
  private final PortViews views;

  /** Asks that network service. */
  public NetworkWiring(NetworkModule network) {
    this.network = network;
    this.views = new PortViews(network);
  }

  @Override
  public NicPlan plan(
      Transaction tx, Caller caller, List<NicWish> wishes, List<String> securityGroups) {
    var nics = new ArrayList<NicWish>();
    for (var wish : wishes) {
      nics.add(
          wish.port().isPresent()
              ? existing(tx, caller, wish, wish.port().get())
              : made(tx, caller, wish));
    }
    var ports = nics.stream().flatMap(nic -> nic.port().stream()).toList();
    if (new LinkedHashSet<>(ports).size() < ports.size()) {
      throw ComputeErrors.badRequest("A port cannot be plugged in twice.");
    }
    return new NicPlan(List.copyOf(nics), groups(tx, caller, securityGroups));
  }

  private NicWish existing(Transaction tx, Caller caller, NicWish wish, UUID id) {
    var port =
        network
            .ports()
            .find(tx, caller, new PortId(id))
            .orElseThrow(() -> NetworkRefusals.missingPort(id));
    if (!port.deviceId().isEmpty()) {
      throw ComputeErrors.conflict("Port %s is still in use.".formatted(id));
    }
    if (port.fixedIps().isEmpty()) {
      throw ComputeErrors.badRequest(
          "Port %s requires a FixedIP in order to be used.".formatted(id));
    }
    return new NicWish(
        Optional.of(port.network().value()), Optional.of(id), Optional.empty(), wish.tag());
  }

  private NicWish made(Transaction tx, Caller caller, NicWish wish) {
    var id = wish.network().orElseThrow();
    var found =
        network
            .networks()
            .find(tx, caller, new NetworkId(id))
            .orElseThrow(() -> NetworkRefusals.missingNetwork(id));
    if (found.external() && !found.shared() && !caller.hasRole("admin")) {
      throw ComputeErrors.forbidden(
          "It is not allowed to create an interface on external network %s".formatted(id));
    }
    requireSubnet(found);
    return wish;
  }

  private static void requireSubnet(Network found) {
    if (found.subnets().isEmpty()) {
      throw ComputeErrors.badRequest(
          "Network %s requires a subnet in order to boot instances on.".formatted(found.id()));
    }
  }

  private Optional<List<UUID>> groups(Transaction tx, Caller caller, List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        NetworkRefusals.translated(() -> network.securityGroups().resolve(tx, caller, names))
            .stream()
            .map(SecurityGroupId::value)
            .toList());
  }

  @Override
  public NicPlan planDefault(Transaction tx, Caller caller, List<String> securityGroups) {
    var available = network.networks().available(tx, caller);
    if (available.size() > 1) {
      throw ComputeErrors.conflict(
          "Multiple possible networks found, use a Network ID to be more specific.");
    }
    available.forEach(NetworkWiring::requireSubnet);
    var nics =
        available.stream()
            .map(one ->
                new NicWish(
                    Optional.of(one.id().value()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
            .toList();
    return new NicPlan(nics, groups(tx, caller, securityGroups));
  }

  @Override
  public List<Nic> plug(Transaction tx, Caller caller, NicPlan plan, Device device) {
    return NetworkRefusals.translated(() -> {
      var nics = new ArrayList<Nic>();
      for (var wish : plan.nics()) {
        var port =
            wish.port().isPresent()
                ? take(tx, caller, new PortId(wish.port().get()), device)
                : make(tx, caller, wish, plan.securityGroups(), device);
        nics.add(
            new Nic(port.id().value(), port.network().value(), wish.tag(), wish.port().isEmpty()));
      }
      return List.copyOf(nics);
    });
  }

  private Port take(Transaction tx, Caller caller, PortId id, Device device) {
    network.ports().attach(tx, caller, id, device.server().toString(), "compute:" + device.zone());
    return network.ports().bind(tx, id, device.host());
  }

  private Port make(
      Transaction tx, Caller caller, NicWish wish, Optional<List<UUID>> groups, Device device) {
    var port =
        NewPort.on(new NetworkId(wish.network().orElseThrow()), device.projectId())
            .device(device.server().toString(), "compute:" + device.zone())
            .host(device.host());
    if (wish.fixedIp().isPresent()) {
      port = port.fixedIp(wish.fixedIp().get());
    }
    if (groups.isPresent()) {
      port = port.groups(groups.get().stream().map(SecurityGroupId::new).toList());
    }
    return network.ports().create(tx, caller, port);
  }

  @Override
  public void unplug(Transaction tx, Collection<Nic> nics) {
    for (var nic : nics) {
      if (nic.owned()) {
        network.ports().delete(tx, new PortId(nic.port()));
      } else {
        network.ports().detach(tx, new PortId(nic.port()));
      }
    }
  }

  @Override
  public Map<UUID, List<WiredPort>> ports(Transaction tx, Collection<UUID> servers) {
    return views.ports(tx, servers);
  }

  @Override
  public Map<UUID, List<WiredSubnet>> subnets(Transaction tx, Collection<UUID> networks) {
    return views.subnets(tx, networks);
  }

  @Override
  public void securityGroup(
      Transaction tx, Caller caller, UUID server, String nameOrId, boolean add) {
    SecurityGroupId group;
    try {
      group = network.securityGroups().resolve(tx, caller, List.of(nameOrId)).getFirst();
    } catch (CloudException e) {
      throw e.kind() == CloudException.Kind.NOT_FOUND
          ? ComputeErrors.notFound(
              "Security group %s not found for project %s."
                  .formatted(nameOrId, caller.projectId().orElse("")))
          : e;
    }
    var changed = false;
    for (var port : network.ports().ofDevice(tx, server.toString())) {
      var groups = new LinkedHashSet<>(port.securityGroups());
      if (add ? groups.add(group) : groups.remove(group)) {
        changed = true;
        var _ =
            NetworkRefusals.translated(() -> {
              network.ports().securityGroups(tx, port.id(), groups);
              return true;
            });
      }
    }
    if (!changed && !add) {
      throw ComputeErrors.notFound(
          "Security group %s is not associated with the instance %s".formatted(nameOrId, server));
    }
  }
}
