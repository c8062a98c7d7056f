package cairn.network.router;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.network.address.IpAddress;
import cairn.network.network.NetworkId;
import cairn.network.port.DeviceOwner;
import cairn.network.port.FixedIpWish;
import cairn.network.port.NewPort;
import cairn.network.port.Port;
import cairn.network.port.PortId;
import cairn.network.port.Ports;
import cairn.network.subnet.Subnet;
import cairn.network.subnet.SubnetId;
import cairn.network.subnet.Subnets;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The legs in projects' networks of routers that are locked. */
public final class RouterLegs {
  /** A leg that was added or removed, as clients are told. */
  public record Interface(
      RouterId router, String projectId, PortId port, NetworkId network, List<SubnetId> subnets) {}

  private final RouterStore store;
  private final Subnets subnets;
  private final Ports ports;

  RouterLegs(RouterStore store, Subnets subnets, Ports ports) {
    this.store = store;
    this.subnets = subnets;
    this.ports = ports;
  }

  Interface addSubnet(Transaction tx, Sight sight, Router router, String id) {
    var subnet = subnets.get(tx, sight, id, false);
    var gateway =
        subnet
            .gatewayIp()
            .orElseThrow(() -> bad("Subnet for router interface must have a gateway IP"));
    if (!sight.sees(subnet.projectId())) {
      // Else anybody could take a shared network's gateway address.
      throw bad(
          "Cannot add interface to router because subnet %s is not owned by project making the request"
              .formatted(subnet.id()));
    }
    var legs = store.legs(tx, router.id());
    RouterRules.overlap(subnet.id(), subnet.cidr(), legs);
    var wish = new FixedIpWish(Optional.of(subnet.id()), Optional.of(gateway));
    var port =
        legWithRoom(subnet, legs)
            .map(leg -> widen(tx, leg.port(), wish))
            .orElseGet(() ->
                ports.create(
                    tx,
                    Sight.ALL,
                    NewPort.on(subnet.networkId(), router.projectId())
                        .device(router.id().toString(), DeviceOwner.ROUTER_INTERFACE)
                        .fixedIps(List.of(wish))));
    return of(router, port, List.of(subnet.id()));
  }

  /** The IPv6 subnets of one network share a leg. */
  private static Optional<Leg> legWithRoom(Subnet subnet, List<Leg> legs) {
    return subnet.ipVersion() == 4
        ? Optional.empty()
        : legs.stream()
            .filter(leg -> !leg.gateway() && leg.network().equals(subnet.networkId()))
            .filter(leg -> leg.cidr().version() == 6)
            .findFirst();
  }

  private Port widen(Transaction tx, PortId id, FixedIpWish wish) {
    var port = ports.get(tx, Sight.ALL, id.toString(), true);
    var wishes = new ArrayList<>(wishes(port));
    wishes.add(wish);
    return ports.setFixedIps(tx, id, wishes);
  }

  private static List<FixedIpWish> wishes(Port port) {
    return port.fixedIps().stream()
        .map(ip ->
            new FixedIpWish(Optional.of(ip.subnet()), Optional.of(IpAddress.of(ip.address()))))
        .toList();
  }

  Interface addPort(Transaction tx, Sight sight, Router router, String id) {
    var port = ports.get(tx, sight, id, true);
    if (!port.deviceId().isEmpty()) {
      throw NetworkErrors.conflict(
          "PortInUse",
          "Unable to complete operation on port %s for network %s. Port already has an attached device %s."
              .formatted(port.id(), port.network(), port.deviceId()));
    }
    if (port.fixedIps().isEmpty()) {
      throw bad("Router port must have at least one fixed IP");
    }
    var legs = store.legs(tx, router.id());
    var of = subnets.byIds(tx, port.fixedIps().stream().map(ip -> ip.subnet()).toList());
    if (of.values().stream().filter(subnet -> subnet.ipVersion() == 4).count() > 1) {
      throw bad("Cannot have multiple IPv4 subnets on router port");
    }
    of.values().forEach(subnet -> RouterRules.overlap(subnet.id(), subnet.cidr(), legs));
    var leg = ports.giveToRouter(tx, port, router.id().toString());
    return of(router, leg, List.copyOf(of.keySet()));
  }

  Interface remove(
      Transaction tx,
      Sight sight,
      Router router,
      Optional<String> subnetId,
      Optional<String> portId) {
    var legs = store.legs(tx, router.id()).stream().filter(leg -> !leg.gateway()).toList();
    var subnet = subnetId.map(id -> subnets.get(tx, sight, id, false).id());
    var leg =
        portId.isPresent()
            ? byPort(router, legs, portId.get(), subnet)
            : bySubnet(router, legs, subnet);
    var gone =
        legs.stream()
            .filter(other -> other.port().equals(leg.port()))
            .filter(other ->
                portId.isPresent() || subnet.map(id -> id.equals(other.subnet())).orElse(true))
            .toList();
    gone.forEach(one -> checkUnused(tx, router, one));
    var port = ports.get(tx, Sight.ALL, leg.port().toString(), true);
    if (gone.size() < port.fixedIps().size()) {
      var left =
          wishes(port).stream()
              .filter(wish ->
                  gone.stream().noneMatch(one -> Optional.of(one.subnet()).equals(wish.subnet())))
              .toList();
      ports.setFixedIps(tx, port.id(), left);
    } else {
      ports.delete(tx, port.id());
    }
    return of(router, port, gone.stream().map(Leg::subnet).toList());
  }

  private static Leg byPort(Router router, List<Leg> legs, String port, Optional<SubnetId> subnet) {
    var found =
        legs.stream()
            .filter(leg -> leg.port().toString().equals(port))
            .findFirst()
            .orElseThrow(() ->
                new CloudException(
                        Kind.NOT_FOUND,
                        "Router %s does not have an interface with id %s"
                            .formatted(router.id(), port))
                    .typed("RouterInterfaceNotFound"));
    if (subnet.isPresent()
        && legs.stream()
            .noneMatch(
                leg -> leg.port().equals(found.port()) && leg.subnet().equals(subnet.get()))) {
      throw NetworkErrors.badRequest(
          "SubnetMismatchForPort",
          "Subnet on port %s does not match the requested subnet %s."
              .formatted(port, subnet.get()));
    }
    return found;
  }

  private static Leg bySubnet(Router router, List<Leg> legs, Optional<SubnetId> subnet) {
    return legs.stream()
        .filter(leg -> Optional.of(leg.subnet()).equals(subnet))
        .findFirst()
        .orElseThrow(() ->
            new CloudException(
                    Kind.NOT_FOUND,
                    "Router %s has no interface on subnet %s"
                        .formatted(router.id(), subnet.map(SubnetId::toString).orElse("None")))
                .typed("RouterInterfaceNotFoundForSubnet"));
  }

  private void checkUnused(Transaction tx, Router router, Leg leg) {
    if (store.hasFloatingIps(tx, router.id(), leg.subnet())) {
      throw NetworkErrors.conflict(
          "RouterInterfaceInUseByFloatingIP",
          "Router interface for subnet %s on router %s cannot be deleted, as it is required by one or more floating IPs."
              .formatted(leg.subnet(), router.id()));
    }
    for (var route : router.routes()) {
      if (leg.cidr().contains(IpAddress.of(route.nexthop()))) {
        throw NetworkErrors.conflict(
            "RouterInterfaceInUseByRoute",
            "Router interface for subnet %s on router %s cannot be deleted, as it is required by one or more routes."
                .formatted(leg.subnet(), router.id()));
      }
    }
  }

  private static Interface of(Router router, Port port, List<SubnetId> subnets) {
    return new Interface(router.id(), router.projectId(), port.id(), port.network(), subnets);
  }

  private static CloudException bad(String what) {
    return NetworkErrors.badRequest("BadRequest", "Bad router request: %s.".formatted(what));
  }
}
