package cairn.network.router;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.network.Networks;
import cairn.network.port.Ports;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.subnet.HostRoute;
import cairn.network.subnet.Subnets;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routers. Safe for many threads. */
public final class Routers {
  private final RouterStore store = new RouterStore();
  private final RouterGateways gateways;
  private final RouterLegs legs;

  private final Quotas quotas;
  private final Time time;
  private final Entropy entropy;

  public Routers(
      Networks networks, Subnets subnets, Ports ports, Quotas quotas, Time time, Entropy entropy) {
    this.gateways = new RouterGateways(store, networks, subnets, ports, time);
    this.legs = new RouterLegs(store, subnets, ports);

    this.quotas = quotas;
    this.time = time;
    this.entropy = entropy;
  }

  /**
   * The router that the caller sees, locked when asked.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public Router get(Transaction tx, Sight sight, String id, boolean lock) {
    return RouterId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() -> NetworkErrors.notFound("Router", id));
  }

  ListPage<Router> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  Router create(
      Transaction tx, Sight sight, String project, Input input, Optional<GatewayWish> gateway) {
    quotas.take(tx, project, QuotaResource.ROUTER, 1);
    var id = new RouterId(entropy.uuid());
    store.insert(tx, id, project, input, time.now());
    gateway.ifPresent(
        wish -> gateways.set(tx, sight, get(tx, Sight.ALL, id.toString(), true), wish));
    return changed(tx, id);
  }

  /** Changes a router that is locked. */
  Router update(
      Transaction tx,
      Sight sight,
      Router router,
      Input input,
      Optional<GatewayWish> gateway,
      Optional<List<HostRoute>> routes) {
    store.update(tx, router.id(), input, time.now());
    if (gateway.isPresent()) {
      gateways.set(tx, sight, router, gateway.get());
    } else if (input.has("external_gateway_info")) {
      gateways.clear(tx, router);
    }
    routes.ifPresent(wanted -> setRoutes(tx, router, wanted));
    return changed(tx, router.id());
  }

  /** Adds routes that are not there yet. */
  Router addRoutes(Transaction tx, Router router, List<HostRoute> more) {
    var all = new ArrayList<>(router.routes());
    more.stream().filter(route -> !all.contains(route)).forEach(all::add);
    setRoutes(tx, router, all);
    return changed(tx, router.id());
  }

  /** Removes routes that are there. */
  Router removeRoutes(Transaction tx, Router router, List<HostRoute> fewer) {
    var all = new ArrayList<>(router.routes());
    all.removeAll(fewer);
    setRoutes(tx, router, all);
    return changed(tx, router.id());
  }

  private void setRoutes(Transaction tx, Router router, List<HostRoute> routes) {
    RouterRules.routes(routes, store.legs(tx, router.id()));
    store.setRoutes(tx, router.id(), routes, time.now());
  }

  void delete(Transaction tx, Router router) {
    if (store.legs(tx, router.id()).stream().anyMatch(leg -> !leg.gateway())) {
      throw NetworkErrors.conflict(
          "RouterInUse", "Router %s still has ports".formatted(router.id()));
    }
    gateways.clear(tx, router);
    store.delete(tx, router.id());
    tx.changed(Networks.TOPIC, router.id().toString());
  }

  /** Gives the router, which is locked, a leg in a subnet. */
  public RouterLegs.Interface addSubnet(Transaction tx, Sight sight, Router router, String subnet) {
    var added = legs.addSubnet(tx, sight, router, subnet);
    changed(tx, router.id());
    return added;
  }

  RouterLegs.Interface addPort(Transaction tx, Sight sight, Router router, String port) {
    var added = legs.addPort(tx, sight, router, port);
    changed(tx, router.id());
    return added;
  }

  RouterLegs.Interface remove(
      Transaction tx, Sight sight, Router router, Optional<String> subnet, Optional<String> port) {
    var removed = legs.remove(tx, sight, router, subnet, port);
    changed(tx, router.id());
    return removed;
  }

  private Router changed(Transaction tx, RouterId id) {
    tx.changed(Networks.TOPIC, id.toString());
    return get(tx, Sight.ALL, id.toString(), false);
  }
}
