package cairn.network.router;

import static cairn.network.wire.NetworkErrors.badRequest;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.subnet.HostRoute;
import cairn.network.subnet.SubnetId;
import java.util.List;

/** What routers' routes and legs must be like. Pure. */
final class RouterRules {
  private static final int ROUTES_MAX = 30;

  private RouterRules() {}

  static void routes(List<HostRoute> routes, List<Leg> legs) {
    if (routes.size() > ROUTES_MAX) {
      throw badRequest(
          "RoutesExhausted",
          "Unable to complete operation. The number of routes exceeds the maximum %d."
              .formatted(ROUTES_MAX));
    }
    for (var route : routes) {
      var hop = IpAddress.of(route.nexthop());
      if (legs.stream().noneMatch(leg -> leg.cidr().contains(hop))) {
        throw invalid(routes, "the nexthop is not connected with router");
      }
      if (legs.stream().anyMatch(leg -> leg.address().equals(hop.toString()))) {
        throw invalid(routes, "the nexthop is used by router");
      }
    }
  }

  private static RuntimeException invalid(List<HostRoute> routes, String reason) {
    return badRequest(
        "InvalidRoutes",
        "Invalid format for routes: %s, %s".formatted(HostRoute.tree(routes), reason));
  }

  /** Two legs of a router cannot be in ranges that overlap. */
  static void overlap(SubnetId id, Cidr cidr, List<Leg> legs) {
    for (var leg : legs) {
      if (leg.subnet().equals(id)) {
        throw badRequest(
            "BadRequest",
            "Bad router request: Router already has a port on subnet %s.".formatted(id));
      }
      if (leg.cidr().overlaps(cidr)) {
        throw badRequest(
            "BadRequest",
            "Bad router request: Cidr %s of subnet %s overlaps with cidr %s of subnet %s."
                .formatted(cidr, id, leg.cidr(), leg.subnet()));
      }
    }
  }
}
