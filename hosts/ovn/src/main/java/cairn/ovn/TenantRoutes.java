package cairn.ovn;

import cairn.protocol.network.Topology;
import cairn.protocol.network.Topology.Network;
import cairn.protocol.network.Topology.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Routes from the data plane's namespace to the tenants' IPv6 subnets, by their routers' external
 * addresses: IPv6 knows no floating addresses, and the router that would know these routes in a
 * real external network is here the namespace itself. What cannot be set is left out: it is a
 * convenience, and guests do not need it.
 */
final class TenantRoutes {
  private static final System.Logger LOG = System.getLogger(TenantRoutes.class.getName());

  /** Marks our routes among others (rtnetlink's route protocol, a number that nobody has). */
  private static final String PROTOCOL = "190";

  private static final Pattern ROUTE = Pattern.compile("^(\\S+) via (\\S+) .*");

  private final Namespace namespace;

  TenantRoutes(Namespace namespace) {
    this.namespace = namespace;
  }

  /** Destinations with next hops; of subnets that overlap the first is taken. */
  static Map<String, String> of(Topology topology) {
    var networks = new HashMap<UUID, Network>();
    topology.networks().forEach(network -> networks.put(network.id(), network));
    var routes = new TreeMap<String, String>();
    for (var router : topology.routers()) {
      router.gateway().stream()
          .flatMap(gateway -> gateway.addresses().stream())
          .filter(address -> address.contains(":"))
          .findFirst()
          .map(address -> address.substring(0, address.indexOf('/')))
          .ifPresent(nexthop -> add(routes, router, networks, nexthop));
    }
    return routes;
  }

  private static void add(
      Map<String, String> routes, Router router, Map<UUID, Network> networks, String nexthop) {
    for (var port : router.ports()) {
      var network = networks.get(port.network());
      if (network != null && port.addresses().stream().anyMatch(a -> a.contains(":"))) {
        network.subnets().stream()
            .filter(subnet -> subnet.ipVersion() == 6)
            .forEach(subnet -> routes.putIfAbsent(subnet.cidr(), nexthop));
      }
    }
  }

  /** Makes the namespace's routes equal to these. */
  void apply(Map<String, String> wanted) {
    var commands = namespace.commands();
    var present = new HashMap<String, String>();
    commands
        .attempt("ip", "-6", "route", "show", "proto", PROTOCOL)
        .output()
        .lines()
        .map(ROUTE::matcher)
        .filter(matcher -> matcher.matches())
        .forEach(matcher -> present.put(matcher.group(1), matcher.group(2)));
    for (var destination : present.keySet()) {
      if (!wanted.containsKey(destination)) {
        commands.attempt("ip", "-6", "route", "del", destination, "proto", PROTOCOL);
      }
    }
    wanted.forEach((destination, nexthop) -> {
      if (!nexthop.equals(present.get(destination))) {
        var outcome =
            commands.attempt(
                "ip",
                "-6",
                "route",
                "replace",
                destination,
                "via",
                nexthop,
                "dev",
                SwitchConfiguration.GATEWAY,
                "proto",
                PROTOCOL);
        if (!outcome.succeeded()) {
          LOG.log(
              System.Logger.Level.INFO,
              "no route to {0} by {1}: {2}",
              destination,
              nexthop,
              outcome.output().strip());
        }
      }
    });
  }
}
