package cairn.network.topology;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import cairn.network.port.DeviceOwner;
import cairn.network.topology.TopologyStore.AddressRow;
import cairn.network.topology.TopologyStore.PortRow;
import cairn.network.topology.TopologyStore.RouterRow;
import cairn.protocol.network.Topology;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Derives the wanted network from the rows. Safe for many threads. */
public final class Topologies {
  private static final Set<String> NOT_GUESTS =
      Set.of(
          DeviceOwner.ROUTER_INTERFACE,
          DeviceOwner.ROUTER_GATEWAY,
          DeviceOwner.FLOATING_IP,
          DeviceOwner.DISTRIBUTED);

  private final TopologyStore store = new TopologyStore();

  /** All of it, in nine statements whatever its size. */
  public Topology read(Transaction tx) {
    var rows = new Rows(tx, store);
    var networks =
        store.networks(tx).stream()
            .map(row ->
                new Topology.Network(
                    row.id(),
                    row.name(),
                    row.external(),
                    row.physicalNetwork(),
                    row.vlan(),
                    row.mtu(),
                    row.adminStateUp(),
                    rows.metadata(row.id()),
                    rows.subnets.getOrDefault(row.id(), List.of()),
                    rows.guests(row.id())))
            .toList();
    var routers = store.routers(tx).stream().map(rows::router).toList();
    var rules =
        store.rules(tx).stream()
            .collect(
                groupingBy(
                    TopologyStore.RuleRow::group, mapping(TopologyStore.RuleRow::rule, toList())));
    var groups =
        store.groups(tx).stream()
            .map(group ->
                new Topology.SecurityGroup(
                    group.id(), group.name(), rules.getOrDefault(group.id(), List.of())))
            .toList();
    return new Topology(networks, routers, groups);
  }

  /** The rows, by what they belong to. */
  private static final class Rows {
    private final Map<UUID, List<Topology.Subnet>> subnets;
    private final Map<UUID, List<PortRow>> ports;
    private final Map<UUID, PortRow> portsById;
    private final Map<String, List<PortRow>> legs;
    private final Map<UUID, List<AddressRow>> addresses;
    private final Map<UUID, List<UUID>> guards;
    private final Map<UUID, List<Topology.FloatingIp>> floatingIps;

    Rows(Transaction tx, TopologyStore store) {
      subnets =
          store.subnets(tx).stream()
              .collect(
                  groupingBy(
                      TopologyStore.SubnetRow::network,
                      mapping(TopologyStore.SubnetRow::subnet, toList())));
      var all = store.ports(tx);
      ports = all.stream().collect(groupingBy(PortRow::network));
      portsById = all.stream().collect(Collectors.toMap(PortRow::id, port -> port));
      legs =
          all.stream()
              .filter(port -> port.held() && port.owner().equals(DeviceOwner.ROUTER_INTERFACE))
              .collect(groupingBy(PortRow::device));
      addresses = store.addresses(tx).stream().collect(groupingBy(AddressRow::port));
      guards =
          store.guards(tx).stream()
              .collect(
                  groupingBy(
                      TopologyStore.GuardRow::port,
                      mapping(TopologyStore.GuardRow::group, toList())));
      floatingIps =
          store.floatingIps(tx).stream()
              .collect(
                  groupingBy(
                      TopologyStore.FloatingIpRow::router,
                      mapping(TopologyStore.FloatingIpRow::floatingIp, toList())));
    }

    Optional<Topology.MetadataPort> metadata(UUID network) {
      return ports.getOrDefault(network, List.of()).stream()
          .filter(port -> port.held() && port.owner().equals(DeviceOwner.DISTRIBUTED))
          .findFirst()
          .map(port -> new Topology.MetadataPort(port.id(), port.mac(), fixedIps(port.id())))
          .filter(port -> !port.fixedIps().isEmpty());
    }

    List<Topology.Port> guests(UUID network) {
      return ports.getOrDefault(network, List.of()).stream()
          .filter(port -> !(port.held() && NOT_GUESTS.contains(port.owner())))
          .map(port ->
              new Topology.Port(
                  port.id(),
                  port.name(),
                  port.mac(),
                  fixedIps(port.id()),
                  port.adminStateUp(),
                  port.portSecurity(),
                  port.portSecurity() ? guards.getOrDefault(port.id(), List.of()) : List.of(),
                  port.pairs(),
                  port.options(),
                  port.host()))
          .toList();
    }

    private List<Topology.FixedIp> fixedIps(UUID port) {
      return addresses.getOrDefault(port, List.of()).stream()
          .map(row -> new Topology.FixedIp(row.subnet(), row.address()))
          .toList();
    }

    private List<String> withPrefix(UUID port) {
      return addresses.getOrDefault(port, List.of()).stream().map(AddressRow::withPrefix).toList();
    }

    Topology.Router router(RouterRow row) {
      var own = legs.getOrDefault(row.id().toString(), List.of());
      return new Topology.Router(
          row.id(),
          row.name(),
          row.adminStateUp(),
          own.stream()
              .map(leg ->
                  new Topology.RouterPort(leg.id(), leg.network(), leg.mac(), withPrefix(leg.id())))
              .toList(),
          row.gatewayPort()
              .flatMap(id -> Optional.ofNullable(portsById.get(id)))
              .map(port -> gateway(row, port, own)),
          row.routes(),
          floatingIps.getOrDefault(row.id(), List.of()));
    }

    private Topology.Gateway gateway(RouterRow row, PortRow port, List<PortRow> own) {
      var outer = addresses.getOrDefault(port.id(), List.of());
      var inner =
          own.stream()
              .flatMap(leg -> addresses.getOrDefault(leg.id(), List.of()).stream())
              .map(AddressRow::cidr)
              .filter(cidr -> cidr.indexOf(':') < 0)
              .distinct()
              .toList();
      return new Topology.Gateway(
          port.id(),
          port.network(),
          port.mac(),
          outer.stream().map(AddressRow::withPrefix).toList(),
          outer.stream().flatMap(address -> address.gateway().stream()).distinct().toList(),
          row.snat(),
          inner);
    }
  }
}
