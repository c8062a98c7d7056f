package cairn.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cairn.agent.GuestRecord;
import cairn.common.CloudException;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boots the project's guest image in real QEMU. Needs root and the image in guest.image. */
@Tag("guests")
class RealGuestTest {
  private static final Duration BOOT_MAX = Duration.ofMinutes(2);
  private static final Map<String, byte[]> DOCUMENTS =
      Map.of(
          "openstack/latest/meta_data.json",
          "{\"uuid\": \"u-1\", \"hostname\": \"drive\", \"name\": \"drive\"}"
              .getBytes(StandardCharsets.UTF_8),
          "openstack/latest/user_data",
          "#!/bin/sh\necho USERDATA ran as $(hostname) >/dev/ttyS0\n"
              .getBytes(StandardCharsets.UTF_8));

  private final UUID server = UUID.randomUUID();
  private final String namespace = "guests-" + ProcessHandle.current().pid();
  @TempDir Path data;
  private GuestHost host;

  @BeforeEach
  void start() throws Exception {
    GuestHost.run(List.of("ip", "netns", "add", namespace));
    host = new GuestHost(data, namespace);
    host.hypervisor.recover(changed -> {});
  }

  @AfterEach
  void stop() {
    try {
      host.hypervisor.endAll();
      if (host.hypervisor.state(server) != State.ABSENT) {
        host.hypervisor.remove(server);
      }
      assertThat(data.resolve("guests")).isEmptyDirectory();
    } finally {
      host.close();
      GuestHost.run(List.of("ip", "netns", "del", namespace));
    }
  }

  private void boot(GuestSpec spec) {
    host.hypervisor.keep(new GuestRecord(spec, 0, false, Set.of(), "", ""));
    host.hypervisor.prepare(spec, GuestHost.PROGRESS);
    host.hypervisor.start(spec, taps(spec));
    assertThat(host.hypervisor.state(server)).isEqualTo(State.RUNNING);
  }

  private Map<UUID, String> taps(GuestSpec spec) {
    var taps = new LinkedHashMap<UUID, String>();
    for (var nic : spec.nics()) {
      taps.put(nic.port(), host.network.plug(nic, host.hypervisor.owner(server)));
    }
    return taps;
  }

  private void awaitConsole(String words) {
    await()
        .atMost(BOOT_MAX)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> host.hypervisor.consoleLog(server, 1 << 20), log -> log.contains(words));
  }

  private void awaitState(State state) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> host.hypervisor.state(server) == state);
  }

  @Test
  void bootsReadsItsConfigDriveAndShutsDown() throws Exception {
    boot(host.spec(server, true, List.of(), DOCUMENTS));
    awaitConsole("USERDATA ran as drive");
    awaitConsole("GUEST: ready");
    try (var vnc = host.hypervisor.console(server)) {
      var greeting = ByteBuffer.allocate(12);
      while (greeting.hasRemaining()) {
        vnc.read(greeting);
      }
      assertThat(new String(greeting.array(), StandardCharsets.US_ASCII)).startsWith("RFB 003.");
    }
    host.hypervisor.pressPower(server);
    awaitState(State.STOPPED);
    await().until(() -> host.hypervisor.reason(server).isEmpty());
    assertThat(host.hypervisor.consoleLog(server, 1 << 20)).contains("GUEST: power button");
    host.hypervisor.remove(server);
    assertThat(host.hypervisor.state(server)).isEqualTo(State.ABSENT);
    assertThat(data.resolve("guests")).isEmptyDirectory();
  }

  @Test
  void plugsInAndOutWhileTheGuestRuns() throws Exception {
    var spec = host.spec(server, true, List.of(GuestHost.nic(1)), DOCUMENTS);
    boot(spec);
    awaitConsole("GUEST: ready");
    var second = GuestHost.nic(2);
    var tap = host.network.plug(second, host.hypervisor.owner(server));
    host.hypervisor.plug(server, second, tap);
    assertThat(host.hypervisor.nics(server))
        .containsExactlyInAnyOrder(GuestHost.nic(1).port(), second.port());
    host.hypervisor.unplug(server, second.port());
    assertThat(host.hypervisor.nics(server)).containsExactly(GuestHost.nic(1).port());
    host.hypervisor.plug(server, second, tap);
    host.hypervisor.unplug(server, GuestHost.nic(1).port());
    assertThat(host.hypervisor.nics(server)).containsExactly(second.port());
  }

  @Test
  void runsAsAUserOfItsOwnInTheNamespaceWithinLimits() throws Exception {
    boot(host.spec(server, true, List.of(GuestHost.nic(1)), DOCUMENTS));
    var process = GuestProcess.read(data.resolve("guests/" + server + "/pid")).orElseThrow();
    var proc = Path.of("/proc/" + process.pid());
    var status = Files.readString(proc.resolve("status"));
    assertThat(status).containsPattern("Uid:\\s+2000001\\s+2000001");
    assertThat(status).containsPattern("NoNewPrivs:\\s+1").containsPattern("Seccomp:\\s+2");
    assertThat(status).containsPattern("CapEff:\\s+0000000000000000");
    var inside = Files.readSymbolicLink(proc.resolve("ns/net"));
    assertThat(inside).isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    assertThat(Files.readString(proc.resolve("cgroup"))).contains("/cairn/" + server);
  }

  @Test
  void outlivesItsAgentAndIsFoundAgain() throws Exception {
    var first = mortalAgent();
    var process = GuestProcess.read(data.resolve("guests/" + server + "/pid")).orElseThrow();
    first.destroyForcibly().waitFor();
    assertThat(process.alive()).isTrue();
    host.close();
    host = new GuestHost(data, namespace);
    var changes = new CopyOnWriteArrayList<UUID>();
    var found = host.hypervisor.recover(changes::add);
    assertThat(found)
        .singleElement()
        .satisfies(record -> {
          assertThat(record.spec().server()).isEqualTo(server);
          assertThat(record.ports()).containsExactly(GuestHost.nic(1).port());
        });
    assertThat(host.hypervisor.state(server)).isEqualTo(State.RUNNING);
    assertThat(host.hypervisor.nics(server)).containsExactly(GuestHost.nic(1).port());
    assertThat(host.hypervisor.owner(server)).isEqualTo(2_000_001);
    assertThat(GuestProcess.read(data.resolve("guests/" + server + "/pid"))).contains(process);
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> changes.contains(server));
    assertThat(host.hypervisor.state(server)).isEqualTo(State.STOPPED);
    assertThat(host.hypervisor.reason(server)).startsWith("QEMU ended by itself");
  }

  private Process mortalAgent() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-D%s=%s".formatted(GuestHost.IMAGE_PROPERTY, GuestHost.IMAGES),
                "-cp",
                System.getProperty("java.class.path"),
                MortalAgent.class.getName(),
                data.toString(),
                namespace,
                server.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("started");
    return process;
  }

  @Test
  void bootsByFirmwareFromADeepFolder() throws Exception {
    host.close();
    data = data.resolve("a-rather-long-name-of-a-folder".repeat(3)).resolve("deep".repeat(10));
    host = new GuestHost(data, namespace);
    host.hypervisor.recover(changed -> {});
    boot(host.spec(server, false, List.of(), DOCUMENTS));
    awaitConsole("GUEST: init");
  }

  @Test
  void boundsTheConsoleLog() throws Exception {
    host.close();
    var plain = QemuSettings.of(data);
    host =
        new GuestHost(
            new QemuSettings(
                data,
                plain.binary(),
                plain.firstUid(),
                plain.sparePorts(),
                plain.offload(),
                plain.startMax(),
                plain.unplugMax(),
                40),
            namespace);
    host.hypervisor.recover(changed -> {});
    boot(host.spec(server, true, List.of(), DOCUMENTS));
    awaitConsole("GUEST: ready");
    var folder = data.resolve("guests/" + server);
    assertThat(folder.resolve("serial.log.1")).exists();
    assertThat(host.hypervisor.consoleLog(server, 20).length()).isLessThanOrEqualTo(20);
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    host.close();
    GuestHost.run(List.of("mount", "-t", "tmpfs", "-o", "size=110m", "tmpfs", data.toString()));
    try {
      host = new GuestHost(data, namespace);
      host.hypervisor.recover(changed -> {});
      var spec = host.spec(server, true, List.of(), DOCUMENTS);
      host.hypervisor.keep(new GuestRecord(spec, 0, false, Set.of(), "", ""));
      host.hypervisor.prepare(spec, GuestHost.PROGRESS);
      Files.write(data.resolve("filler"), new byte[40 << 20]);
      assertThatThrownBy(() -> host.hypervisor.prepare(spec, GuestHost.PROGRESS))
          .hasMessage("The host's disk is full.");
      host.hypervisor.start(spec, Map.of());
      awaitConsole("GUEST: init");
      // what the guest writes now has no place; it waits, and goes on when there is room
      fill(data.resolve("filler2"));
      awaitState(State.PAUSED);
      await().until(() -> host.hypervisor.reason(server).startsWith("The host's disk is full"));
      Files.delete(data.resolve("filler"));
      Files.delete(data.resolve("filler2"));
      awaitState(State.RUNNING);
      host.hypervisor.kill(server);
      host.hypervisor.remove(server);
    } finally {
      host.hypervisor.kill(server);
      GuestHost.run(List.of("umount", "-l", data.toString()));
    }
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[1 << 16]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @Test
  void explainsWhyItDoesNotStart() throws Exception {
    var spec = host.spec(server, true, List.of(), Map.of());
    host.hypervisor.keep(new GuestRecord(spec, 0, false, Set.of(), "", ""));
    host.hypervisor.prepare(spec, GuestHost.PROGRESS);
    Files.writeString(data.resolve("guests/" + server + "/disk.qcow2"), "not a disk");
    try {
      host.hypervisor.start(spec, Map.of());
      throw new AssertionError("it started");
    } catch (CloudException e) {
      assertThat(e).hasMessage("The server could not be started.");
      assertThat(e.detail()).contains("qcow2");
    }
    assertThat(host.hypervisor.state(server)).isEqualTo(State.STOPPED);
  }
}
