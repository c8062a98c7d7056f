package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes are killed while the guest {@code hello} runs: it never stops. */
@Tag("guests")
@ExtendWith(RealCloud.Extension.class)
class SurvivalTest {
  @Test
  void theControlPlaneIsKilled(RealCloud cloud) {
    var address = hello(cloud);
    var boot = cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good();
    kill(cloud.running().path("pid").asLong());
    assertThat(cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good()).isEqualTo(boot);
    cloud.up();
    right(cloud, address, boot);
  }

  @Test
  void postgresIsKilled(RealCloud cloud) throws IOException {
    var address = hello(cloud);
    var boot = cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good();
    kill(
        Long.parseLong(
            Files.readAllLines(cloud.data().resolve("postgres/data/postmaster.pid")).getFirst()));
    assertThat(cloud.ssh(address, "true").code()).isZero();
    cloud.cairn("down").good();
    cloud.up();
    right(cloud, address, boot);
  }

  @Test
  void bothAreKilledAtOnce(RealCloud cloud) throws IOException {
    var address = hello(cloud);
    var boot = cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good();
    kill(
        Long.parseLong(
            Files.readAllLines(cloud.data().resolve("postgres/data/postmaster.pid")).getFirst()));
    kill(cloud.running().path("pid").asLong());
    cloud.up();
    right(cloud, address, boot);
  }

  @Test
  void aGuestThatIsKilledIsShutoff(RealCloud cloud) throws IOException {
    cloud.openstack(
        "server",
        "create",
        "--image",
        "cairn-guest",
        "--flavor",
        "m1.micro",
        "--network",
        "demo",
        "victim");
    cloud.awaitStatus("victim", "ACTIVE");
    var id = cloud.openstack("server", "show", "victim").path("id").asString();
    kill(qemu(id));
    cloud.awaitStatus("victim", "SHUTOFF");
    cloud.openstackPlain("server", "delete", "--wait", "victim").good();
  }

  private static String hello(RealCloud cloud) {
    var addresses = cloud.openstack("server", "show", "hello").path("addresses").path("demo");
    return addresses
        .valueStream()
        .map(node -> node.asString())
        .filter(text -> text.startsWith("172."))
        .findFirst()
        .orElseThrow();
  }

  /** The same guest, still running, one process, and the API can work with it. */
  private static void right(RealCloud cloud, String address, String boot) {
    cloud.awaitStatus("hello", "ACTIVE");
    assertThat(cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good()).isEqualTo(boot);
    assertThat(cloud.console("hello")).contains("GUEST: ready");
  }

  private static void kill(long pid) {
    Shell.run(Duration.ofSeconds(10), true, Map.of(), List.of("kill", "-9", Long.toString(pid)))
        .good();
    Awaitility.await().until(() -> !Files.exists(Path.of("/proc/" + pid + "/exe")));
  }

  /** The one process whose command line names the guest's folder. */
  private static long qemu(String id) throws IOException {
    try (var processes = Files.list(Path.of("/proc"))) {
      var pids =
          processes
              .map(path -> path.getFileName().toString())
              .filter(name -> name.matches("\\d+"))
              .filter(pid -> {
                try {
                  var line = Files.readString(Path.of("/proc", pid, "cmdline"));
                  return line.contains("qemu-system") && line.contains(id);
                } catch (IOException e) {
                  return false;
                }
              })
              .toList();
      assertThat(pids).hasSize(1);
      return Long.parseLong(pids.getFirst());
    }
  }
}
