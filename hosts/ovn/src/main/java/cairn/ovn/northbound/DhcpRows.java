package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.protocol.network.Topology.FixedIp;
import cairn.protocol.network.Topology.Network;
import cairn.protocol.network.Topology.Port;
import cairn.protocol.network.Topology.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What OVN answers to DHCP and DHCPv6: a row for a subnet, or for a port that asks for more. */
final class DhcpRows {
  private static final String LEASE_SECONDS = "43200";
  private static final String METADATA = "169.254.169.254/32";

  /** A subnet's row with the options that it is made of. */
  private record Answer(UUID row, Subnet subnet, Map<String, String> options) {}

  private final Rows rows;
  private final Map<UUID, Answer> answers = new HashMap<>();

  DhcpRows(Rows rows, Network network) {
    this.rows = rows;
    for (var subnet : network.subnets()) {
      var options = subnet.ipVersion() == 4 ? version4(network, subnet) : version6(subnet);
      if (!options.isEmpty()) {
        var labels = Map.of(Table.MARK, subnet.id().toString());
        var row = add(subnet.id().toString(), labels, subnet, options);
        answers.put(subnet.id(), new Answer(row, subnet, options));
      }
    }
  }

  /** The row for a port's first address of that version in a subnet with DHCP. */
  Optional<UUID> rowFor(Port port, int ipVersion) {
    var answer =
        port.fixedIps().stream()
            .map(FixedIp::subnet)
            .map(answers::get)
            .filter(found -> found != null && found.subnet().ipVersion() == ipVersion)
            .findFirst();
    var extra = port.dhcpOptions().stream().filter(o -> o.ipVersion() == ipVersion).toList();
    if (extra.stream().anyMatch(option -> option.name().equals("dhcp_disabled"))) {
      return Optional.empty();
    }
    if (extra.isEmpty() || answer.isEmpty()) {
      return answer.map(Answer::row);
    }
    var subnet = answer.get().subnet();
    var options = new TreeMap<>(answer.get().options());
    extra.stream()
        .map(DhcpOptionNames::translate)
        .flatMap(Optional::stream)
        .forEach(option -> options.put(option.getKey(), option.getValue()));
    var labels = Map.of(Table.MARK, port.id().toString(), "cairn:subnet", subnet.id().toString());
    return Optional.of(add(subnet.id() + "/" + port.id(), labels, subnet, options));
  }

  private UUID add(
      String key, Map<String, String> labels, Subnet subnet, Map<String, String> options) {
    return rows.add(
        Table.DHCP_OPTIONS,
        key,
        labels,
        Map.of("cidr", Datum.of(subnet.cidr()), "options", Datum.ofMap(options)));
  }

  private static Map<String, String> version4(Network network, Subnet subnet) {
    var metadata =
        network.metadataPort().stream()
            .flatMap(port -> port.fixedIps().stream())
            .filter(ip -> ip.subnet().equals(subnet.id()))
            .map(FixedIp::address)
            .findFirst();
    var server = subnet.gatewayIp().or(() -> metadata);
    if (!subnet.dhcp() || server.isEmpty()) {
      return Map.of();
    }
    var options = new TreeMap<String, String>();
    options.put("server_id", server.get());
    options.put("server_mac", Addresses.macFor(subnet.id()));
    options.put("lease_time", LEASE_SECONDS);
    options.put("mtu", Integer.toString(network.mtu()));
    subnet.gatewayIp().ifPresent(gateway -> options.put("router", gateway));
    servers(subnet.dnsServers(), 4).ifPresent(list -> options.put("dns_server", list));
    // A client that is given option 121 ignores the router option: the default goes along.
    var routes = new ArrayList<String>();
    metadata.ifPresent(address -> routes.add(METADATA + "," + address));
    subnet.hostRoutes().forEach(route -> routes.add(route.destination() + "," + route.nexthop()));
    if (!routes.isEmpty()) {
      subnet.gatewayIp().ifPresent(gateway -> routes.add("0.0.0.0/0," + gateway));
      options.put("classless_static_route", "{" + String.join(", ", routes) + "}");
    }
    return options;
  }

  private static Map<String, String> version6(Subnet subnet) {
    var mode = subnet.ipv6AddressMode().orElse("slaac");
    if (!subnet.dhcp() || mode.equals("slaac")) {
      return Map.of();
    }
    var options = new TreeMap<String, String>();
    options.put("server_id", Addresses.macFor(subnet.id()));
    servers(subnet.dnsServers(), 6).ifPresent(list -> options.put("dns_server", list));
    if (mode.equals("dhcpv6-stateless")) {
      options.put("dhcpv6_stateless", "true");
    }
    return options;
  }

  private static Optional<String> servers(List<String> servers, int ipVersion) {
    var fitting =
        servers.stream().filter(s -> Addresses.isVersion4(s) == (ipVersion == 4)).toList();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of("{" + String.join(", ", fitting) + "}");
  }
}
