package cairn.ovn;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Time;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.ovn.ovsdb.TestServer;
import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real data plane that is killed, taken over and removed. */
@Tag("guests")
class DataPlaneLifeTest {
  /** Several runs may share a machine. */
  private static final String NAMESPACE = "ovn-l" + ProcessHandle.current().pid();

  private static final String FOLDER = "/tmp/" + NAMESPACE;
  private static final UUID PORT = TestTopology.id("red-1");
  private static final GuestSpec.Nic NIC =
      new GuestSpec.Nic(
          PORT,
          TestTopology.RED,
          "fa:16:3e:00:10:01",
          1442,
          List.of("10.1.0.10"),
          Optional.empty());
  private static final GuestSpec.MetadataPort METADATA =
      new GuestSpec.MetadataPort(
          TestTopology.METADATA_PORT, TestTopology.METADATA_MAC, List.of("10.1.0.2/24"));

  private final DataPlane plane = plane(FOLDER);

  private static DataPlane plane(String folder) {
    return new DataPlane(
        DataPlaneConfig.isolated(Path.of(folder), NAMESPACE, "ovn-host"), Time.system());
  }

  @AfterEach
  void clean() throws IOException {
    plane.remove();
    assertThat(plane.leftovers()).isEmpty();
    if (Files.exists(Path.of(FOLDER))) {
      TestServer.delete(Path.of(FOLDER));
    }
  }

  private static List<Long> daemons(String program) {
    return Processes.matching(pid ->
        Processes.commandLine(pid)
            .filter(line -> line.startsWith(program) && line.contains(FOLDER))
            .isPresent());
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  @Test
  void aSecondStartTakesOverWhatRuns() {
    plane.start();
    var before = daemons("ovs").stream().sorted().toList();
    assertThat(before).hasSize(4);
    plane(FOLDER).start();
    assertThat(plane.supervise()).isEmpty();
    assertThat(daemons("ovs").stream().sorted().toList()).isEqualTo(before);
  }

  @Test
  void eachDaemonThatIsKilledIsStartedAgain() {
    plane.start();
    var topology = new TestTopology();
    topology.groups.add(
        TestTopology.group("open", TestTopology.rule("open-in-4", true, 4, Optional.empty())));
    for (var i = 10; i < 12; i++) {
      topology.redPorts.add(
          TestTopology.port(
              "red-" + i,
              "fa:16:3e:00:10:" + i,
              List.of(TestTopology.red4("10.1.0." + i)),
              TestTopology.id("open")));
    }
    try (var driver =
            new OvnDriver(
                List.of(Ovsdb.unix(plane.northboundSocket())), List.of("ovn-host"), Time.system());
        var ports = new SwitchPorts(plane.switchSocket(), Time.system())) {
      driver.apply(topology.build());
      try (var one =
              new PretendGuest(plane, ports, "l1", TestTopology.id("red-10"), "fa:16:3e:00:10:10");
          var two =
              new PretendGuest(
                  plane, ports, "l2", TestTopology.id("red-11"), "fa:16:3e:00:10:11")) {
        one.sh("ip addr add 10.1.0.10/24 dev eth0");
        two.sh("ip addr add 10.1.0.11/24 dev eth0");
        assertThat(one.soon("ping -c 1 -W 1 10.1.0.11")).isTrue();
        for (var program :
            List.of("ovn-controller", "ovs-vswitchd", "ovsdb-server", "ovn-northd")) {
          daemons(program).forEach(DataPlaneLifeTest::kill);
          assertThat(plane.supervise()).as(program).isNotEmpty();
          assertThat(plane.supervise()).isEmpty();
          assertThat(one.soon("ping -c 1 -W 1 10.1.0.11")).as(program).isTrue();
        }
        driver.apply(topology.build());
      }
    }
  }

  @Test
  void aNamespaceThatWasDeletedIsMadeAgain() {
    plane.start();
    new Namespace(NAMESPACE).remove();
    assertThat(plane.supervise()).hasSize(6);
    try (var host = new OvsHostNetwork(plane, Time.system())) {
      assertThat(host.plugged()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatCannotBeReadIsMadeAnew() throws IOException {
    plane.start();
    daemons("ovsdb-server").forEach(DataPlaneLifeTest::kill);
    Files.writeString(Path.of(FOLDER + "/db/nb.db"), "rubbish");
    assertThat(plane.supervise()).hasSize(3);
    assertThat(plane.supervise()).isEmpty();
  }

  @Test
  void halfStartedAndHalfKilledPlanesAreRemoved() {
    plane.start();
    daemons("ovsdb-server").forEach(DataPlaneLifeTest::kill);
    assertThat(plane.leftovers()).isNotEmpty();
    plane.remove();
    assertThat(plane.leftovers()).isEmpty();
    new Namespace(NAMESPACE).ensure();
    plane.remove();
    assertThat(plane.leftovers()).isEmpty();
  }

  @Test
  void aLongFolderKeepsItsSocketsInShortOne() {
    var folder = FOLDER + "/" + "long-name-".repeat(10);
    var far = plane(folder);
    far.start();
    assertThat(far.northboundSocket().toString()).startsWith("/run/cairn-");
    assertThat(far.supervise()).isEmpty();
    far.remove();
    assertThat(far.leftovers()).isEmpty();
    assertThat(far.northboundSocket().getParent()).doesNotExist();
  }

  @Test
  void aRealInterfaceLeadsOutsideAndComesBack() {
    var machine = new Commands(List.of(), Map.of());
    var outside = new Namespace(NAMESPACE + "-outside");
    var nic = "ovn" + ProcessHandle.current().pid();
    outside.ensure();
    machine.run("ip", "link", "add", nic, "type", "veth", "peer", "eth0", "netns", outside.name());
    var connected =
        new DataPlane(
            new DataPlaneConfig(
                Path.of(FOLDER), NAMESPACE, "ovn-host", List.of(), Optional.of(nic)),
            Time.system());
    try {
      outside.commands().run("ip", "addr", "add", "172.24.4.1/24", "dev", "eth0");
      outside.commands().run("ip", "link", "set", "eth0", "up");
      connected.start();
      connected.start();
      try (var driver = connected.networkDriver()) {
        driver.apply(new TestTopology().build());
        var ping = "for i in $(seq 30); do ping -c 1 -W 1 172.24.4.10 && exit 0; done; exit 1";
        assertThat(outside.commands().attempt("sh", "-c", ping).succeeded()).isTrue();
      }
    } finally {
      // Told nothing of the interface, as a later command line may be.
      plane.remove();
      assertThat(machine.attempt("ip", "link", "del", nic).succeeded()).isTrue();
      outside.remove();
    }
  }

  @Test
  void aLogThatHasGrownLongIsPutAside() throws IOException {
    plane.start();
    for (var name : List.of("nb", "controller")) {
      Files.write(Path.of(FOLDER, "log", name + ".log"), new byte[17 << 20]);
    }
    plane.supervise();
    for (var name : List.of("nb", "controller")) {
      assertThat(Path.of(FOLDER, "log", name + ".log.1")).exists();
      assertThat(Path.of(FOLDER, "log", name + ".log")).content().contains("opened log file");
    }
  }

  @Test
  void tapsArePluggedOnceAndUnplugged() {
    plane.start();
    try (var host = new OvsHostNetwork(plane, Time.system())) {
      var tap = host.plug(NIC, 65534);
      assertThat(host.plug(NIC, 65534)).isEqualTo(tap);
      assertThat(host.plugged()).containsExactly(PORT);
      var shown = plane.dataNamespace().commands().run("ip", "-d", "link", "show", tap);
      assertThat(shown).contains("mtu 1442", "user nobody", "vnet_hdr off");
      host.unplug(PORT);
      host.unplug(PORT);
      assertThat(host.plugged()).isEmpty();
      assertThat(plane.dataNamespace().commands().attempt("ip", "link", "show", tap).succeeded())
          .isFalse();
    }
  }

  @Test
  void metadataNamespacesFollowWhatIsWanted() {
    plane.start();
    try (var host = new OvsHostNetwork(plane, Time.system())) {
      var file = host.ensureMetadata(TestTopology.RED, METADATA);
      assertThat(host.ensureMetadata(TestTopology.RED, METADATA)).isEqualTo(file);
      var moved =
          new GuestSpec.MetadataPort(
              METADATA.port(), METADATA.mac(), List.of("10.1.0.3/24", "10.5.0.2/16"));
      host.ensureMetadata(TestTopology.RED, moved);
      var inside = new Namespace(file.getFileName().toString());
      var shown = inside.commands().run("ip", "-4", "-o", "addr", "show", "dev", "md0");
      assertThat(shown)
          .contains("10.1.0.3/24", "10.5.0.2/16", "169.254.169.254/32")
          .doesNotContain("10.1.0.2/24");
      try (var next = new OvsHostNetwork(plane, Time.system())) {
        next.ensureMetadata(TestTopology.RED, moved);
        next.retainMetadata(Set.of(TestTopology.RED));
        assertThat(file).exists();
        next.retainMetadata(Set.of());
        assertThat(file).doesNotExist();
      }
    }
  }
}
