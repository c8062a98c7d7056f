package cairn.ovn;

import cairn.protocol.network.Topology;
import cairn.protocol.network.Topology.AddressPair;
import cairn.protocol.network.Topology.DhcpOption;
import cairn.protocol.network.Topology.FixedIp;
import cairn.protocol.network.Topology.FloatingIp;
import cairn.protocol.network.Topology.Gateway;
import cairn.protocol.network.Topology.MetadataPort;
import cairn.protocol.network.Topology.Network;
import cairn.protocol.network.Topology.Port;
import cairn.protocol.network.Topology.Router;
import cairn.protocol.network.Topology.RouterPort;
import cairn.protocol.network.Topology.Rule;
import cairn.protocol.network.Topology.SecurityGroup;
import cairn.protocol.network.Topology.Subnet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Two tenant networks, red (IPv4, IPv6 by SLAAC, metadata) and blue (IPv4, DHCPv6), an external
 * one, and a router between them all with a floating IP for the first guest in red.
 */
public final class TestTopology {
  public static final UUID RED = id("red");
  public static final UUID BLUE = id("blue");
  public static final UUID PUBLIC = id("public");
  public static final String METADATA_MAC = "fa:16:3e:00:00:02";
  public static final UUID METADATA_PORT = id("red-metadata");
  public static final String FLOATING = "172.24.4.20";

  public final List<Port> redPorts = new ArrayList<>();
  public final List<Port> bluePorts = new ArrayList<>();
  public final List<FloatingIp> floatingIps = new ArrayList<>();
  public final List<SecurityGroup> groups = new ArrayList<>();

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  public static Port port(String name, String mac, List<FixedIp> addresses, UUID... groups) {
    return new Port(
        id(name),
        name,
        mac,
        addresses,
        true,
        true,
        List.of(groups),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same port with other groups. */
  public static Port withGroups(Port port, UUID... groups) {
    return new Port(
        port.id(),
        port.name(),
        port.mac(),
        port.fixedIps(),
        port.adminStateUp(),
        port.portSecurity(),
        List.of(groups),
        port.allowedAddressPairs(),
        port.dhcpOptions(),
        port.host());
  }

  /** The same port without port security. */
  public static Port unsecured(Port port) {
    return new Port(
        port.id(),
        port.name(),
        port.mac(),
        port.fixedIps(),
        port.adminStateUp(),
        false,
        List.of(),
        List.of(),
        port.dhcpOptions(),
        port.host());
  }

  public static Port switchedOff(Port port) {
    return new Port(
        port.id(),
        port.name(),
        port.mac(),
        port.fixedIps(),
        false,
        port.portSecurity(),
        port.securityGroups(),
        port.allowedAddressPairs(),
        port.dhcpOptions(),
        port.host());
  }

  /** The same port with further addresses and DHCP options. */
  public static Port with(Port port, List<AddressPair> pairs, List<DhcpOption> options) {
    return new Port(
        port.id(),
        port.name(),
        port.mac(),
        port.fixedIps(),
        port.adminStateUp(),
        port.portSecurity(),
        port.securityGroups(),
        pairs,
        options,
        port.host());
  }

  public static FixedIp red4(String address) {
    return new FixedIp(id("red-4"), address);
  }

  public static FixedIp red6(String address) {
    return new FixedIp(id("red-6"), address);
  }

  public static FixedIp blue4(String address) {
    return new FixedIp(id("blue-4"), address);
  }

  public static FixedIp blue6(String address) {
    return new FixedIp(id("blue-6"), address);
  }

  public static Rule rule(String name, boolean ingress, int version, Optional<String> protocol) {
    return new Rule(
        id(name),
        ingress,
        version,
        protocol,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Rule tcp(String name, int port, String cidr) {
    return new Rule(
        id(name),
        true,
        4,
        Optional.of("tcp"),
        Optional.of(port),
        Optional.of(port),
        Optional.of(cidr),
        Optional.empty());
  }

  public static Rule fromGroup(String name, UUID group) {
    return new Rule(
        id(name),
        true,
        4,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(group));
  }

  /** A group that lets everything out and in what the rules say. */
  public static SecurityGroup group(String name, Rule... rules) {
    var all = new ArrayList<>(List.of(rules));
    all.add(rule(name + "-out-4", false, 4, Optional.empty()));
    all.add(rule(name + "-out-6", false, 6, Optional.empty()));
    return new SecurityGroup(id(name), name, all);
  }

  public Topology build() {
    return new Topology(List.of(red(), blue(), external()), List.of(router()), List.copyOf(groups));
  }

  private Network red() {
    var subnet4 =
        new Subnet(
            id("red-4"),
            4,
            "10.1.0.0/24",
            Optional.of("10.1.0.1"),
            true,
            List.of("9.9.9.9", "149.112.112.112"),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var subnet6 =
        new Subnet(
            id("red-6"),
            6,
            "fd00:a::/64",
            Optional.of("fd00:a::1"),
            true,
            List.of(),
            List.of(),
            Optional.of("slaac"),
            Optional.of("slaac"));
    return new Network(
        RED,
        "red",
        false,
        Optional.empty(),
        Optional.empty(),
        1442,
        true,
        Optional.of(new MetadataPort(METADATA_PORT, METADATA_MAC, List.of(red4("10.1.0.2")))),
        List.of(subnet4, subnet6),
        List.copyOf(redPorts));
  }

  private Network blue() {
    var subnet4 =
        new Subnet(
            id("blue-4"),
            4,
            "10.2.0.0/24",
            Optional.of("10.2.0.1"),
            true,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var subnet6 =
        new Subnet(
            id("blue-6"),
            6,
            "fd00:b::/64",
            Optional.of("fd00:b::1"),
            true,
            List.of("2620:fe::fe"),
            List.of(),
            Optional.of("dhcpv6-stateful"),
            Optional.of("dhcpv6-stateful"));
    return new Network(
        BLUE,
        "blue",
        false,
        Optional.empty(),
        Optional.empty(),
        1442,
        true,
        Optional.empty(),
        List.of(subnet4, subnet6),
        List.copyOf(bluePorts));
  }

  private static Network external() {
    var subnet =
        new Subnet(
            id("public-4"),
            4,
            "172.24.4.0/24",
            Optional.of("172.24.4.1"),
            false,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Network(
        PUBLIC,
        "public",
        true,
        Optional.of("public"),
        Optional.empty(),
        1500,
        true,
        Optional.empty(),
        List.of(subnet),
        List.of());
  }

  private Router router() {
    return new Router(
        id("router"),
        "router",
        true,
        List.of(
            new RouterPort(id("router-red-4"), RED, "fa:16:3e:00:01:01", List.of("10.1.0.1/24")),
            new RouterPort(id("router-red-6"), RED, "fa:16:3e:00:01:06", List.of("fd00:a::1/64")),
            new RouterPort(id("router-blue-4"), BLUE, "fa:16:3e:00:02:01", List.of("10.2.0.1/24")),
            new RouterPort(
                id("router-blue-6"), BLUE, "fa:16:3e:00:02:06", List.of("fd00:b::1/64"))),
        Optional.of(
            new Gateway(
                id("router-public"),
                PUBLIC,
                "fa:16:3e:00:03:01",
                List.of("172.24.4.10/24", "2001:db8::10/64"),
                List.of("172.24.4.1", "2001:db8::1"),
                true,
                List.of("10.1.0.0/24", "10.2.0.0/24"))),
        List.of(),
        List.copyOf(floatingIps));
  }
}
