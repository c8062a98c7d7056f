package cairn.network.router;

import cairn.common.Time;
import cairn.network.network.Network;
import cairn.network.network.Networks;
import cairn.network.port.DeviceOwner;
import cairn.network.port.NewPort;
import cairn.network.port.Ports;
import cairn.network.subnet.Subnets;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.Transaction;
import java.util.Optional;

/** The ways out of routers that are locked. */
final class RouterGateways {
  private final RouterStore store;
  private final Networks networks;
  private final Subnets subnets;
  private final Ports ports;
  private final Time time;

  RouterGateways(RouterStore store, Networks networks, Subnets subnets, Ports ports, Time time) {
    this.store = store;
    this.networks = networks;
    this.subnets = subnets;
    this.ports = ports;
    this.time = time;
  }

  void set(Transaction tx, Sight sight, Router router, GatewayWish wish) {
    var network = networks.get(tx, sight, wish.network(), false);
    if (!network.external()) {
      throw NetworkErrors.badRequest(
          "BadRequest",
          "Bad router request: Network %s is not an external network.".formatted(network.id()));
    }
    var present = router.gateway();
    if (present.isPresent() && present.get().network().equals(network.id())) {
      wish.fixedIps().ifPresent(wishes -> ports.setFixedIps(tx, present.get().port(), wishes));
    } else {
      clear(tx, router);
      create(tx, router, network, wish);
    }
    wish.snat().ifPresent(snat -> store.setSnat(tx, router.id(), snat));
  }

  private void create(Transaction tx, Router router, Network network, GatewayWish wish) {
    var legs = store.legs(tx, router.id());
    for (var subnet : subnets.ofNetwork(tx, network.id())) {
      RouterRules.overlap(subnet.id(), subnet.cidr(), legs);
    }
    var plain =
        NewPort.on(network.id(), "").device(router.id().toString(), DeviceOwner.ROUTER_GATEWAY);
    var port = ports.create(tx, Sight.ALL, wish.fixedIps().map(plain::fixedIps).orElse(plain));
    store.setGateway(tx, router.id(), Optional.of(port.id()), time.now());
  }

  void clear(Transaction tx, Router router) {
    if (router.gateway().isEmpty()) {
      return;
    }
    var gateway = router.gateway().get();
    if (store.hasFloatingIps(tx, router.id())) {
      throw NetworkErrors.conflict(
          "RouterExternalGatewayInUseByFloatingIp",
          "Gateway cannot be updated for router %s, since a gateway to external network %s is required by one or more floating IPs."
              .formatted(router.id(), gateway.network()));
    }
    store.setGateway(tx, router.id(), Optional.empty(), time.now());
    ports.delete(tx, gateway.port());
  }
}
