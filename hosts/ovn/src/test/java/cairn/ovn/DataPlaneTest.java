package cairn.ovn;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Time;
import cairn.ovn.ovsdb.TestServer;
import cairn.protocol.GuestSpec;
import cairn.protocol.network.NetworkDriver;
import cairn.protocol.network.Topology.FloatingIp;
import cairn.protocol.network.Topology.Port;
import cairn.protocol.network.Topology.SecurityGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real OVN and Open vSwitch; namespaces play the guests. */
@Tag("guests")
class DataPlaneTest {
  private static final UUID OPEN = TestTopology.id("open");
  private static final String RED_MAC = "fa:16:3e:00:10:01";
  private static final String RED_6 = "fd00:a::f816:3eff:fe00:1001";

  /** Several runs may share a machine. */
  private static final long PID = ProcessHandle.current().pid();

  private static final DataPlane PLANE =
      new DataPlane(
          DataPlaneConfig.isolated(Path.of("/tmp/ovn-t" + PID), "ovn-t" + PID, "ovn-host"),
          Time.system());
  private static final TestTopology TOPOLOGY = new TestTopology();
  private static NetworkDriver driver;
  private static SwitchPorts ports;
  private static PretendGuest red;
  private static PretendGuest red2;
  private static PretendGuest blue;
  private static volatile Set<UUID> up = Set.of();

  @BeforeAll
  static void start() {
    PLANE.start();
    driver = PLANE.networkDriver();
    driver.onPortsUp(now -> up = now);
    ports = new SwitchPorts(PLANE.switchSocket(), Time.system());
    TOPOLOGY.groups.add(
        TestTopology.group(
            "open",
            TestTopology.rule("open-in-4", true, 4, Optional.empty()),
            TestTopology.rule("open-in-6", true, 6, Optional.empty())));
    TOPOLOGY.groups.add(TestTopology.group("closed"));
    TOPOLOGY.redPorts.add(
        port("red-1", RED_MAC, List.of(TestTopology.red4("10.1.0.10"), TestTopology.red6(RED_6))));
    TOPOLOGY.redPorts.add(
        port("red-2", "fa:16:3e:00:10:02", List.of(TestTopology.red4("10.1.0.11"))));
    TOPOLOGY.bluePorts.add(
        port(
            "blue-1",
            "fa:16:3e:00:20:01",
            List.of(TestTopology.blue4("10.2.0.10"), TestTopology.blue6("fd00:b::10"))));
    TOPOLOGY.floatingIps.add(
        new FloatingIp(
            TestTopology.id("floating"),
            TestTopology.FLOATING,
            "10.1.0.10",
            TestTopology.id("red-1"),
            RED_MAC));
    driver.apply(TOPOLOGY.build());
    red = new PretendGuest(PLANE, ports, "g1", TestTopology.id("red-1"), RED_MAC);
    red2 = new PretendGuest(PLANE, ports, "g2", TestTopology.id("red-2"), "fa:16:3e:00:10:02");
    blue = new PretendGuest(PLANE, ports, "g3", TestTopology.id("blue-1"), "fa:16:3e:00:20:01");
    red.dhcp();
    red2.dhcp();
    blue.dhcp();
    red.serve(8080, "hello-from-red");
    red2.serve(8080, "hello-from-red2");
  }

  private static Port port(
      String name, String mac, List<cairn.protocol.network.Topology.FixedIp> addresses) {
    return TestTopology.port(name, mac, addresses, OPEN);
  }

  @AfterAll
  static void stop() throws IOException {
    red.close();
    red2.close();
    blue.close();
    driver.close();
    ports.close();
    PLANE.remove();
    assertThat(PLANE.leftovers()).isEmpty();
    TestServer.delete(Path.of("/tmp/ovn-t" + PID));
  }

  private static Commands outside() {
    return PLANE.dataNamespace().commands(Map.of());
  }

  private static boolean outsideSoon(String script) {
    return outside()
        .attempt(
            "sh", "-c", "for i in $(seq 30); do " + script + " && exit 0; sleep 0.3; done; exit 1")
        .succeeded();
  }

  @Test
  void dhcpTellsAddressRoutesMtuAndServers() {
    var told = red.dhcp();
    assertThat(told)
        .contains("ip='10.1.0.10'")
        .contains("router='10.1.0.1'")
        .contains("mtu='1442'")
        .contains("dns='9.9.9.9 149.112.112.112'")
        .contains("169.254.169.254/32 10.1.0.2")
        .contains("0.0.0.0/0 10.1.0.1");
  }

  @Test
  void guestsReachEachOtherInOneNetworkAndThroughTheRouter() {
    assertThat(red.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
    assertThat(red.soon("ping -c 1 -W 1 10.2.0.10")).isTrue();
    assertThat(blue.soon("ncat --recv-only -w 2 10.1.0.11 8080 | grep hello-from-red2")).isTrue();
  }

  @Test
  void guestsReachTheOutside() {
    assertThat(blue.soon("ping -c 1 -W 1 172.24.4.1")).isTrue();
  }

  @Test
  void floatingAddressAnswersPingAndTcp() {
    assertThat(outsideSoon("ping -c 1 -W 1 " + TestTopology.FLOATING)).isTrue();
    assertThat(
            outsideSoon(
                "ncat --recv-only -w 2 " + TestTopology.FLOATING + " 8080 | grep hello-from-red"))
        .isTrue();
  }

  @Test
  void addressesOfVersion6ComeByRouterAdvertisement() {
    assertThat(red.soon("ip -6 addr show dev eth0 | grep -q " + RED_6)).isTrue();
    assertThat(red.soon("ping -6 -c 1 -W 1 fd00:a::1")).isTrue();
    blue.sh("ip addr replace fd00:b::10/64 dev eth0 nodad");
    assertThat(red.soon("ping -6 -c 1 -W 1 fd00:b::10")).isTrue();
  }

  @Test
  void metadataServiceAnswersInItsNamespace() {
    try (var host = new OvsHostNetwork(PLANE, Time.system())) {
      var file =
          host.ensureMetadata(
              TestTopology.RED,
              new GuestSpec.MetadataPort(
                  TestTopology.METADATA_PORT, TestTopology.METADATA_MAC, List.of("10.1.0.2/24")));
      assertThat(file).exists();
      var inside = new Namespace(file.getFileName().toString()).commands();
      inside.run(
          "sh",
          "-c",
          "setsid ncat -l -k 169.254.169.254 80 -c 'echo metadata' </dev/null >/dev/null 2>&1 &");
      assertThat(red.soon("ncat --recv-only -w 2 169.254.169.254 80 | grep metadata")).isTrue();
      host.retainMetadata(Set.of());
    }
  }

  @Test
  void aGroupBlocksAndThenAllows() {
    var closed = TestTopology.group("closed");
    TOPOLOGY.groups.add(closed);
    TOPOLOGY.redPorts.set(
        1, TestTopology.withGroups(TOPOLOGY.redPorts.get(1), TestTopology.id("closed")));
    driver.apply(TOPOLOGY.build());
    assertThat(red2.soon("ping -c 1 -W 1 10.2.0.10")).as("replies pass").isTrue();
    assertThat(red.soon("! ping -c 1 -W 1 10.1.0.11 >/dev/null")).isTrue();
    assertThat(blue.succeeds("ncat --recv-only -w 2 10.1.0.11 8080")).isFalse();
    TOPOLOGY.groups.remove(closed);
    TOPOLOGY.groups.add(TestTopology.group("closed", TestTopology.tcp("web", 8080, "10.2.0.0/24")));
    driver.apply(TOPOLOGY.build());
    assertThat(blue.soon("ncat --recv-only -w 2 10.1.0.11 8080 | grep hello-from-red2")).isTrue();
    assertThat(red.succeeds("ncat --recv-only -w 2 10.1.0.11 8080")).as("not from red").isFalse();
    assertThat(red.pings("10.1.0.11")).isFalse();
    TOPOLOGY.redPorts.set(1, TestTopology.withGroups(TOPOLOGY.redPorts.get(1), OPEN));
    driver.apply(TOPOLOGY.build());
    assertThat(red.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
  }

  @Test
  void aGroupWithoutRulesStillLetsAddressesCome() {
    TOPOLOGY.groups.add(new SecurityGroup(TestTopology.id("mute"), "mute", List.of()));
    var before = TOPOLOGY.redPorts.getFirst();
    TOPOLOGY.redPorts.set(0, TestTopology.withGroups(before, TestTopology.id("mute")));
    driver.apply(TOPOLOGY.build());
    try {
      assertThat(red.soon("! ping -c 1 -W 1 10.1.0.11 >/dev/null")).isTrue();
      red.sh("ip addr flush dev eth0; ip link set eth0 down; ip link set eth0 up");
      assertThat(red.dhcp()).contains("ip='10.1.0.10'");
      assertThat(red.soon("ip -6 addr show dev eth0 | grep -q " + RED_6)).isTrue();
    } finally {
      TOPOLOGY.redPorts.set(0, before);
      driver.apply(TOPOLOGY.build());
    }
    assertThat(red.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
  }

  @Test
  void aGroupMayNameItsOwnMembers() {
    var members = TestTopology.id("members");
    TOPOLOGY.groups.add(TestTopology.group("members", TestTopology.fromGroup("m", members)));
    var before = TOPOLOGY.redPorts.get(1);
    TOPOLOGY.redPorts.set(1, TestTopology.withGroups(before, members));
    driver.apply(TOPOLOGY.build());
    assertThat(red.soon("! ping -c 1 -W 1 10.1.0.11 >/dev/null")).isTrue();
    var redBefore = TOPOLOGY.redPorts.getFirst();
    TOPOLOGY.redPorts.set(0, TestTopology.withGroups(redBefore, OPEN, members));
    driver.apply(TOPOLOGY.build());
    assertThat(red.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
    assertThat(blue.pings("10.1.0.11")).isFalse();
    TOPOLOGY.redPorts.set(0, redBefore);
    TOPOLOGY.redPorts.set(1, before);
    driver.apply(TOPOLOGY.build());
  }

  @Test
  void aForgedAddressIsDropped() {
    red2.sh("ip addr replace 10.1.0.99/24 dev eth0");
    assertThat(red2.succeeds("ping -c 1 -W 1 -I 10.1.0.99 10.1.0.10")).isFalse();
    assertThat(red2.soon("ping -c 1 -W 1 -I 10.1.0.11 10.1.0.10")).isTrue();
    red2.sh("ip addr del 10.1.0.99/24 dev eth0");
  }

  @Test
  void aGuestReachesAFloatingAddressOfItsOwnRouter() {
    assertThat(red2.soon("ncat --recv-only -w 2 172.24.4.20 8080 | grep hello-from-red")).isTrue();
    assertThat(blue.soon("ncat --recv-only -w 2 172.24.4.20 8080 | grep hello-from-red")).isTrue();
  }

  @Test
  void addressesOfVersion6ComeByDhcpWhereTheSubnetSaysSo() {
    blue.sh("ip -6 addr flush dev eth0 scope global");
    var files = "/tmp/ovn-t" + PID + "-d6";
    var lease = "-pf %1$s.pid -lf %1$s.lease".formatted(files);
    blue.sh("timeout 15 dhclient -6 -1 -sf /bin/true -v " + lease + " eth0 2>&1");
    assertThat(blue.sh("cat " + files + ".lease")).contains("iaaddr fd00:b::10", "2620:fe::fe");
    blue.sh("dhclient -6 -x -sf /bin/true " + lease + " eth0; rm -f " + files + ".*");
  }

  @Test
  void guestsAndFloatingAddressesCannotReachTheHostByItsTaps() {
    var mac =
        outside().run("ip", "-o", "link", "show", "v-g1").replaceAll("(?s).*ether (\\S+).*", "$1");
    red.sh("ip neigh replace 10.1.0.254 lladdr " + mac + " dev eth0");
    red.sh("ip route replace 172.24.4.1/32 via 10.1.0.254");
    // A datagram that gets to the kernel finds nobody at its port, and is counted.
    var count = "awk '/^Udp: [0-9]/ {print $3}' /proc/net/snmp";
    var before = outside().run("sh", "-c", count);
    red.sh("for i in 1 2 3; do echo x | ncat -u -w 1 172.24.4.1 9999; done; true");
    assertThat(outside().run("sh", "-c", count)).isEqualTo(before);
    red.sh("ip route del 172.24.4.1/32; ip neigh del 10.1.0.254 dev eth0");
    assertThat(red.soon("ping -c 1 -W 1 172.24.4.1")).isTrue();
  }

  @Test
  void guestsAnswerAtTheirVersion6AddressesToo() {
    assertThat(red.soon("ip -6 addr show dev eth0 | grep -q " + RED_6)).isTrue();
    assertThat(outsideSoon("ping -6 -c 1 -W 1 " + RED_6)).isTrue();
  }

  @Test
  void aPortThatIsSwitchedOffIsSilent() {
    var before = TOPOLOGY.redPorts.get(1);
    TOPOLOGY.redPorts.set(1, TestTopology.switchedOff(before));
    driver.apply(TOPOLOGY.build());
    assertThat(red.soon("! ping -c 1 -W 1 10.1.0.11 >/dev/null")).isTrue();
    TOPOLOGY.redPorts.set(1, TestTopology.unsecured(before));
    driver.apply(TOPOLOGY.build());
    red2.sh("ip addr replace 10.1.0.99/24 dev eth0");
    assertThat(red2.soon("ping -c 1 -W 1 -I 10.1.0.99 10.1.0.10")).as("unsecured").isTrue();
    red2.sh("ip addr del 10.1.0.99/24 dev eth0");
    TOPOLOGY.redPorts.set(1, before);
    driver.apply(TOPOLOGY.build());
    assertThat(red.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
  }

  @Test
  void largeTransfersWork() {
    red2.serveZeros(9000);
    var received = "[ $(ncat --recv-only -w 5 10.1.0.11 9000 | wc -c) = 20000000 ]";
    assertThat(red.soon(received)).isTrue();
    assertThat(blue.soon(received)).isTrue();
  }

  @Test
  void portsAreReportedUp() throws InterruptedException {
    for (var i = 0; i < 100 && up.size() < 3; i++) {
      Thread.sleep(50);
    }
    assertThat(up).contains(TestTopology.id("red-1"), TestTopology.id("blue-1"));
  }
}
