package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.protocol.network.Topology.Gateway;
import cairn.protocol.network.Topology.Network;
import cairn.protocol.network.Topology.Router;
import cairn.protocol.network.Topology.RouterPort;
import cairn.protocol.network.Topology.Subnet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Routers: their ports with the switches' ends, routes and address translation. */
final class RouterRows {
  private final Rows rows;
  private final Map<UUID, Network> networks = new HashMap<>();
  private final List<String> gatewayChassis;

  RouterRows(Rows rows, List<Network> networks, List<String> gatewayChassis) {
    this.rows = rows;
    this.gatewayChassis = gatewayChassis;
    networks.forEach(network -> this.networks.put(network.id(), network));
  }

  void add(Router router) {
    var row =
        rows.add(
            Table.ROUTER,
            router.id().toString(),
            Map.of(Table.MARK, router.id().toString(), "cairn:name", router.name()),
            Map.of(
                "name",
                Datum.of(SwitchRows.name(router.id())),
                "enabled",
                Datum.of(router.adminStateUp()),
                "options",
                Datum.ofMap(
                    Map.of(
                        "always_learn_from_arp_request", "false",
                        "dynamic_neigh_routers", "true"))));
    router.ports().forEach(port -> addPort(row, router, port));
    router.gateway().ifPresent(gateway -> addGateway(row, router, gateway));
    for (var route : router.routes()) {
      addRoute(row, router, route.destination(), route.nexthop(), Optional.empty());
    }
    for (var floating : router.floatingIps()) {
      addNat(
          row,
          router,
          floating.id().toString(),
          "dnat_and_snat",
          floating.address(),
          floating.fixedIp(),
          Optional.of(floating.port().toString()));
    }
  }

  private void addPort(UUID router, Router owner, RouterPort port) {
    addPort(router, owner, port, advertisement(port));
    SwitchRows.addRouterEnd(
        rows, port.network(), port.id(), Map.of("router-port", portName(port.id())));
  }

  private UUID addPort(
      UUID router, Router owner, RouterPort port, Map<String, String> advertisement) {
    var id =
        rows.add(
            Table.ROUTER_PORT,
            owner.id() + "/" + port.id(),
            Map.of(Table.MARK, port.id().toString()),
            Map.of(
                "name", Datum.of(portName(port.id())),
                "mac", Datum.of(port.mac()),
                "networks", Datum.ofAll(port.addresses()),
                "options", Datum.ofMap(Map.of()),
                "ipv6_ra_configs", Datum.ofMap(advertisement)));
    rows.join(Table.ROUTER, router, "ports", id);
    return id;
  }

  private static String portName(UUID port) {
    return "lrp-" + port;
  }

  private void addGateway(UUID router, Router owner, Gateway gateway) {
    var port =
        new RouterPort(gateway.port(), gateway.network(), gateway.mac(), gateway.addresses());
    var name = portName(gateway.port());
    var id = addPort(router, owner, port, Map.of());
    var priority = gatewayChassis.size();
    for (var chassis : gatewayChassis) {
      var chassisName = name + "_" + chassis;
      var member =
          rows.add(
              Table.GATEWAY_CHASSIS,
              chassisName,
              Map.of(Table.MARK, gateway.port().toString()),
              Map.of(
                  "name", Datum.of(chassisName),
                  "chassis_name", Datum.of(chassis),
                  "priority", Datum.of(priority--)));
      rows.join(Table.ROUTER_PORT, id, "gateway_chassis", member);
    }
    SwitchRows.addRouterEnd(
        rows,
        gateway.network(),
        gateway.port(),
        Map.of(
            "router-port", name, "nat-addresses", "router", "exclude-lb-vips-from-garp", "true"));
    for (var nexthop : gateway.nexthops()) {
      var everywhere = Addresses.isVersion4(nexthop) ? "0.0.0.0/0" : "::/0";
      addRoute(router, owner, everywhere, nexthop, Optional.of(name));
    }
    var external = gateway.addresses().stream().filter(Addresses::isVersion4).findFirst();
    if (gateway.snat() && external.isPresent()) {
      var address = Addresses.withoutPrefix(external.get());
      for (var cidr : gateway.snatCidrs()) {
        addNat(router, owner, cidr, "snat", address, cidr, Optional.empty());
      }
    }
  }

  private void addRoute(
      UUID router, Router owner, String destination, String nexthop, Optional<String> port) {
    var id =
        rows.add(
            Table.ROUTE,
            owner.id() + "/" + destination + "/" + nexthop,
            Map.of(Table.MARK, owner.id().toString()),
            Map.of(
                "ip_prefix", Datum.of(destination),
                "nexthop", Datum.of(nexthop),
                "output_port", Datum.ofOptional(port),
                "policy", Datum.empty()));
    rows.join(Table.ROUTER, router, "static_routes", id);
  }

  private void addNat(
      UUID router,
      Router owner,
      String key,
      String type,
      String external,
      String internal,
      Optional<String> port) {
    var id =
        rows.add(
            Table.NAT,
            owner.id() + "/" + type + "/" + key,
            Map.of(Table.MARK, port.isPresent() ? key : owner.id().toString()),
            Map.of(
                "type", Datum.of(type),
                "external_ip", Datum.of(external),
                "logical_ip", Datum.of(internal),
                "logical_port", Datum.ofOptional(port),
                "external_mac", Datum.empty()));
    rows.join(Table.ROUTER, router, "nat", id);
  }

  /** What the port advertises to its IPv6 subnet: prefixes follow from its own addresses. */
  private Map<String, String> advertisement(RouterPort port) {
    var network = Optional.ofNullable(networks.get(port.network()));
    var subnet =
        network.stream()
            .flatMap(found -> found.subnets().stream())
            .filter(found -> found.ipVersion() == 6 && found.ipv6RaMode().isPresent())
            .filter(found -> port.addresses().stream().anyMatch(a -> in(found, a)))
            .findFirst();
    if (subnet.isEmpty()) {
      return Map.of();
    }
    var options = new TreeMap<String, String>();
    options.put("address_mode", subnet.get().ipv6RaMode().orElseThrow().replace('-', '_'));
    options.put("send_periodic", "true");
    options.put("mtu", Integer.toString(network.orElseThrow().mtu()));
    subnet.get().dnsServers().stream()
        .filter(server -> !Addresses.isVersion4(server))
        .findFirst()
        .ifPresent(server -> options.put("rdnss", server));
    return options;
  }

  private static boolean in(Subnet subnet, String address) {
    return Addresses.contains(subnet.cidr(), address);
  }
}
