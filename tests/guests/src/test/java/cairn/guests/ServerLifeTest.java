package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server from its creation to its end, by the openstack client. */
@Tag("guests")
@ExtendWith(RealCloud.Extension.class)
class ServerLifeTest {
  @Test
  void stopStartRebootDelete(RealCloud cloud) throws IOException {
    var userData = Files.createTempFile("user-data", ".sh");
    Files.writeString(userData, "#!/bin/sh\necho told-by-user-data >/tmp/user-data-ran\n");
    var created =
        cloud.openstack(
            "server",
            "create",
            "--image",
            "cairn-guest",
            "--flavor",
            "m1.micro",
            "--network",
            "demo",
            "--key-name",
            "cairn",
            "--security-group",
            "ssh-and-ping",
            "--config-drive",
            "true",
            "--property",
            "colour=red",
            "--user-data",
            userData.toString(),
            "life");
    var id = created.path("id").asString();
    cloud.awaitStatus(id, "ACTIVE");
    var address = cloud.floatingIp(id);
    cloud.awaitConsole(id, "GUEST: ready");
    cloud.awaitSsh(address);

    // User data ran; metadata and config drive tell the same.
    assertThat(cloud.ssh(address, "cat /tmp/user-data-ran").good()).contains("told-by-user-data");
    assertThat(
            cloud
                .ssh(address, "curl http://169.254.169.254/openstack/latest/meta_data.json")
                .good())
        .contains(id)
        .contains("\"colour\"")
        .contains("red");
    assertThat(
            cloud
                .ssh(address, "curl http://169.254.169.254/latest/meta-data/public-ipv4")
                .good()
                .strip())
        .isEqualTo(address);
    assertThat(
            cloud
                .ssh(
                    address,
                    "sudo mount -r -t iso9660 $(sudo blkid -L config-2 -o device) /mnt;"
                        + " cat /mnt/openstack/latest/meta_data.json; sudo umount /mnt")
                .good())
        .contains(id);

    // Listed and shown.
    assertThat(cloud.openstack("server", "list", "--name", "life").get(0).path("Status").asString())
        .isEqualTo("ACTIVE");
    assertThat(cloud.openstack("server", "show", id).path("name").asString()).isEqualTo("life");

    // Stopped by the power button, started again.
    cloud.openstackPlain("server", "stop", id).good();
    cloud.awaitStatus(id, "SHUTOFF");
    assertThat(cloud.console(id)).contains("GUEST: power button");
    cloud.openstackPlain("server", "start", id).good();
    cloud.awaitStatus(id, "ACTIVE");
    cloud.awaitSsh(address);

    // Rebooted, softly and hard: each boot has another boot id.
    for (var kind : new String[] {"--soft", "--hard"}) {
      var before = cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id").good();
      cloud.openstackPlain("server", "reboot", kind, id).good();
      Awaitility.await("the reboot " + kind)
          .atMost(RealCloud.GUEST_MAX)
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> {
            var now = cloud.ssh(address, "cat /proc/sys/kernel/random/boot_id");
            return now.code() == 0 && !now.output().equals(before);
          });
      cloud.awaitStatus(id, "ACTIVE");
    }

    // Gone, with its process, port and disk.
    cloud.openstackPlain("server", "delete", "--wait", id).good();
    assertThat(cloud.openstackPlain("server", "show", id).code()).isNotZero();
    assertThat(cloud.openstack("port", "list", "--device-id", id)).isEmpty();
    assertThat(cloud.data().resolve("host/guests").resolve(id)).doesNotExist();
  }

  @Test
  void aServerThatFitsNowhereSaysWhy(RealCloud cloud) {
    cloud.openstack(
        "flavor", "create", "--ram", "49152", "--vcpus", "1", "--disk", "1", "enormous");
    var created =
        cloud.openstack(
            "server",
            "create",
            "--image",
            "cairn-guest",
            "--flavor",
            "enormous",
            "--network",
            "demo",
            "nowhere");
    var id = created.path("id").asString();
    cloud.awaitStatus(id, "ERROR");
    assertThat(cloud.openstack("server", "show", id).path("fault").toString())
        .contains("No valid host")
        .contains("memory");
    assertThat(cloud.openstack("port", "list", "--device-id", id)).isEmpty();
    cloud.openstackPlain("server", "delete", "--wait", id).good();
  }
}
