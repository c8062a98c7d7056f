package cairn.ovn.northbound;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.ovn.TestTopology;
import cairn.ovn.ovsdb.Row;
import cairn.protocol.network.Topology.AddressPair;
import cairn.protocol.network.Topology.DhcpOption;
import cairn.protocol.network.Topology.FloatingIp;
import cairn.protocol.network.Topology.Rule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NorthboundPlanTest {
  private static final String MAC = "fa:16:3e:00:10:01";

  private final TestTopology topology = new TestTopology();

  private Row only(Table table, Predicate<Row> fits) {
    var plan = NorthboundPlan.of(topology.build(), List.of("host-a", "host-b"));
    var found =
        plan.table(table).values().stream()
            .map(wanted -> new Row(wanted.id(), wanted.columns()))
            .filter(fits)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Row named(Table table, String name) {
    return only(table, row -> row.text("name").equals(name));
  }

  private Row port(String name) {
    return named(Table.SWITCH_PORT, TestTopology.id(name).toString());
  }

  private void addRed(String name, UUID... groups) {
    topology.redPorts.add(
        TestTopology.port(name, MAC, List.of(TestTopology.red4("10.1.0.10")), groups));
  }

  @Test
  void aSwitchIsNamedByItsNetworkAndMarked() {
    var row = named(Table.SWITCH, "cairn-" + TestTopology.RED);
    assertThat(row.entry("external_ids", Table.MARK)).contains(TestTopology.RED.toString());
  }

  @Test
  void anExternalNetworkIsBridgedToItsPhysicalNetwork() {
    var row = only(Table.SWITCH_PORT, found -> found.text("type").equals("localnet"));
    assertThat(row.entry("options", "network_name")).contains("public");
    assertThat(row.texts("addresses")).containsExactly("unknown");
  }

  @Test
  void aSecuredPortHasItsAddressesAndPairsAndNoOthers() {
    var plain = TestTopology.port("p", MAC, List.of(TestTopology.red4("10.1.0.10")));
    topology.redPorts.add(
        TestTopology.with(
            plain,
            List.of(
                new AddressPair("", "10.9.0.0/24"),
                new AddressPair("", "10.9.1.7/32"),
                new AddressPair("fa:16:3e:ff:ff:ff", "10.9.2.0/24")),
            List.of()));
    var row = port("p");
    assertThat(row.texts("addresses")).containsExactly(MAC + " 10.1.0.10");
    assertThat(row.texts("port_security"))
        .containsExactlyInAnyOrder(
            MAC + " 10.1.0.10 10.9.0.0/24 10.9.1.7", "fa:16:3e:ff:ff:ff 10.9.2.0/24");
  }

  @Test
  void aPortWithoutSecurityMayUseAnyAddressAndIsInNoGroup() {
    addRed("p");
    topology.redPorts.set(0, TestTopology.unsecured(topology.redPorts.getFirst()));
    var row = port("p");
    assertThat(row.texts("addresses")).contains("unknown");
    assertThat(row.texts("port_security")).isEmpty();
    var plan = NorthboundPlan.of(topology.build(), List.of());
    assertThat(plan.table(Table.PORT_GROUP).values())
        .allSatisfy(group -> assertThat(group.members().get("ports")).isEmpty());
  }

  @Test
  void dhcpGivesTheDefaultRouteBesideTheOneToTheMetadataService() {
    var row = only(Table.DHCP_OPTIONS, found -> found.text("cidr").equals("10.1.0.0/24"));
    assertThat(row.entry("options", "server_id")).contains("10.1.0.1");
    assertThat(row.entry("options", "router")).contains("10.1.0.1");
    assertThat(row.entry("options", "mtu")).contains("1442");
    assertThat(row.entry("options", "dns_server")).contains("{9.9.9.9, 149.112.112.112}");
    assertThat(row.entry("options", "classless_static_route"))
        .contains("{169.254.169.254/32,10.1.0.2, 0.0.0.0/0,10.1.0.1}");
  }

  @Test
  void slaacNeedsNoDhcpAndStatefulDoes() {
    var row = only(Table.DHCP_OPTIONS, found -> found.text("cidr").contains(":"));
    assertThat(row.text("cidr")).isEqualTo("fd00:b::/64");
    assertThat(row.entry("options", "dns_server")).contains("{2620:fe::fe}");
    assertThat(row.entry("options", "dhcpv6_stateless")).isEmpty();
  }

  @Test
  void routerPortsAdvertiseTheirSubnetsMode() {
    var red = named(Table.ROUTER_PORT, "lrp-" + TestTopology.id("router-red-6"));
    assertThat(red.entry("ipv6_ra_configs", "address_mode")).contains("slaac");
    assertThat(red.entry("ipv6_ra_configs", "send_periodic")).contains("true");
    var blue = named(Table.ROUTER_PORT, "lrp-" + TestTopology.id("router-blue-6"));
    assertThat(blue.entry("ipv6_ra_configs", "address_mode")).contains("dhcpv6_stateful");
    var version4 = named(Table.ROUTER_PORT, "lrp-" + TestTopology.id("router-red-4"));
    assertThat(version4.entry("ipv6_ra_configs", "address_mode")).isEmpty();
  }

  @Test
  void extraOptionsMakeARowOfThePortsOwn() {
    addRed("p");
    topology.redPorts.set(
        0,
        TestTopology.with(
            topology.redPorts.getFirst(),
            List.of(),
            List.of(
                new DhcpOption("mtu", "1300", 4),
                new DhcpOption("domain-name", "example.org", 4),
                new DhcpOption("42", "10.1.0.7,10.1.0.8", 4),
                new DhcpOption("bootfile-name", "x\"); drop;", 4),
                new DhcpOption("router", "10.1.0.9); next; (", 4),
                new DhcpOption("no-such-option", "1", 4))));
    var row =
        only(Table.DHCP_OPTIONS, found -> found.entry("external_ids", "cairn:subnet").isPresent());
    assertThat(row.entry("options", "mtu")).contains("1300");
    assertThat(row.entry("options", "domain_name")).contains("\"example.org\"");
    assertThat(row.entry("options", "ntp_server")).contains("{10.1.0.7,10.1.0.8}");
    assertThat(row.entry("options", "bootfile_name")).isEmpty();
    assertThat(row.entry("options", "router")).contains("10.1.0.1");
    assertThat(port("p").references("dhcpv4_options")).containsExactly(row.id());
  }

  @Test
  void theGatewayHasChassisByPreferenceAndADefaultRouteForEachVersion() {
    var first = only(Table.GATEWAY_CHASSIS, row -> row.text("chassis_name").equals("host-a"));
    var second = only(Table.GATEWAY_CHASSIS, row -> row.text("chassis_name").equals("host-b"));
    assertThat(first.number("priority").orElseThrow())
        .isGreaterThan(second.number("priority").orElseThrow());
    var gateway = "lrp-" + TestTopology.id("router-public");
    var route4 = only(Table.ROUTE, row -> row.text("ip_prefix").equals("0.0.0.0/0"));
    assertThat(route4.text("nexthop")).isEqualTo("172.24.4.1");
    assertThat(route4.text("output_port")).isEqualTo(gateway);
    var route6 = only(Table.ROUTE, row -> row.text("ip_prefix").equals("::/0"));
    assertThat(route6.text("nexthop")).isEqualTo("2001:db8::1");
  }

  @Test
  void subnetsAndFloatingAddressesAreTranslated() {
    topology.floatingIps.add(
        new FloatingIp(
            TestTopology.id("f"), "172.24.4.20", "10.1.0.10", TestTopology.id("p"), MAC));
    var snat = only(Table.NAT, row -> row.text("logical_ip").equals("10.1.0.0/24"));
    assertThat(snat.text("type")).isEqualTo("snat");
    assertThat(snat.text("external_ip")).isEqualTo("172.24.4.10");
    var floating = only(Table.NAT, row -> row.text("type").equals("dnat_and_snat"));
    assertThat(floating.text("external_ip")).isEqualTo("172.24.4.20");
    assertThat(floating.text("logical_ip")).isEqualTo("10.1.0.10");
    assertThat(floating.text("logical_port")).isEqualTo(TestTopology.id("p").toString());
  }

  @Test
  void rulesBecomeMatches() {
    var group = TestTopology.id("g");
    var name = "pg_" + group.toString().replace('-', '_');
    assertThat(AclMatch.of(group, TestTopology.tcp("r", 22, "10.0.0.0/8")))
        .contains(
            "outport == @" + name + " && ip4 && ip4.src == 10.0.0.0/8 && tcp && tcp.dst == 22");
    assertThat(AclMatch.of(group, TestTopology.tcp("r", 22, "0.0.0.0/0")))
        .contains("outport == @" + name + " && ip4 && tcp && tcp.dst == 22");
    assertThat(AclMatch.of(group, TestTopology.rule("r", false, 6, Optional.of("icmp"))))
        .contains("inport == @" + name + " && ip6 && icmp6");
    assertThat(AclMatch.of(group, rule("icmp", 8, 0)))
        .contains("outport == @" + name + " && ip4 && icmp4 && icmp4.type == 8 && icmp4.code == 0");
    assertThat(AclMatch.of(group, rule("udp", 53, 60)))
        .contains("outport == @" + name + " && ip4 && udp && udp.dst >= 53 && udp.dst <= 60");
    assertThat(AclMatch.of(group, TestTopology.rule("r", true, 4, Optional.of("vrrp"))))
        .contains("outport == @" + name + " && ip4 && ip.proto == 112");
    var remote =
        new Rule(
            TestTopology.id("r"),
            true,
            4,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(group));
    assertThat(AclMatch.of(group, remote))
        .contains("outport == @" + name + " && ip4 && ip4.src == $" + name + "_ip4");
    assertThat(AclMatch.of(group, TestTopology.rule("r", true, 4, Optional.of("no such"))))
        .isEmpty();
  }

  private static Rule rule(String protocol, int min, int max) {
    return new Rule(
        TestTopology.id("r"),
        true,
        4,
        Optional.of(protocol),
        Optional.of(min),
        Optional.of(max),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void addressesAreComparedByTheirBits() {
    assertThat(Addresses.contains("10.1.0.0/23", "10.1.1.9/24")).isTrue();
    assertThat(Addresses.contains("10.1.0.0/23", "10.1.2.9")).isFalse();
    assertThat(Addresses.contains("fd00:a::/64", "fd00:a:0:0::1")).isTrue();
    assertThat(Addresses.contains("0.0.0.0/0", "fd00:a::1")).isFalse();
  }
}
