package cairn.ovn;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Time;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.protocol.GuestSpec;
import cairn.protocol.network.Topology.FloatingIp;
import cairn.protocol.network.Topology.Port;
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

  private static final DataPlane PLANE =
      new DataPlane(
          DataPlaneConfig.isolated(Path.of("/tmp/ovn-data-plane-test"), "ovn-t", "ovn-host"),
          Time.system());
  private static final TestTopology TOPOLOGY = new TestTopology();
  private static OvnDriver driver;
  private static SwitchPorts ports;
  private static PretendGuest red;
  private static PretendGuest red2;
  private static PretendGuest blue;
  private static volatile Set<UUID> up = Set.of();

  @BeforeAll
  static void start() {
    PLANE.remove();
    for (var name : Namespace.named("ovn-t-")) {
      new Namespace(name).remove();
    }
    PLANE.start();
    driver =
        new OvnDriver(
            List.of(Ovsdb.unix(PLANE.northboundSocket())), List.of("ovn-host"), Time.system());
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
  static void stop() {
    red.close();
    red2.close();
    blue.close();
    driver.close();
    ports.close();
    PLANE.remove();
    assertThat(PLANE.leftovers()).isEmpty();
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
  void portsAreReportedUp() throws InterruptedException {
    for (var i = 0; i < 100 && up.size() < 3; i++) {
      Thread.sleep(50);
    }
    assertThat(up).contains(TestTopology.id("red-1"), TestTopology.id("blue-1"));
  }
}
