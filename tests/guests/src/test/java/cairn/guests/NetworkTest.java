package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two guests on two networks of one router, IPv4 and IPv6, security groups and a second NIC. */
@Tag("guests")
@ExtendWith(RealCloud.Extension.class)
class NetworkTest {
  @Test
  void twoNetworksTwoGuests(RealCloud cloud) {
    cloud.openstack("router", "create", "--external-gateway", "public", "r2");
    for (var name : new String[] {"left", "right"}) {
      var number = name.equals("left") ? 1 : 2;
      cloud.openstack("network", "create", name);
      cloud.openstack(
          "subnet",
          "create",
          "--network",
          name,
          "--subnet-range",
          "10.3%d.0.0/24".formatted(number),
          name + "4");
      cloud.openstack(
          "subnet",
          "create",
          "--network",
          name,
          "--ip-version",
          "6",
          "--subnet-range",
          "fd00:3%d::/64".formatted(number),
          "--ipv6-ra-mode",
          "slaac",
          "--ipv6-address-mode",
          "slaac",
          name + "6");
      cloud.openstackPlain("router", "add", "subnet", "r2", name + "4").good();
      cloud.openstackPlain("router", "add", "subnet", "r2", name + "6").good();
    }
    cloud.openstack("security", "group", "create", "quiet");
    cloud.openstack(
        "security", "group", "rule", "create", "--protocol", "tcp", "--dst-port", "22", "quiet");
    for (var name : new String[] {"left", "right"}) {
      cloud.openstack(
          "server",
          "create",
          "--image",
          "cairn-guest",
          "--flavor",
          "m1.micro",
          "--network",
          name,
          "--key-name",
          "cairn",
          "--security-group",
          "quiet",
          name);
    }
    cloud.awaitStatus("left", "ACTIVE");
    cloud.awaitStatus("right", "ACTIVE");
    var left = cloud.floatingIp("left");
    cloud.awaitConsole("left", "GUEST: ready");
    cloud.awaitConsole("right", "GUEST: ready");
    cloud.awaitSsh(left);
    var ports = cloud.openstack("port", "list", "--server", "right", "--long");
    var addresses = ports.get(0).path("Fixed IP Addresses");
    var right4 = address(addresses, "10.32.");
    var right6 = address(addresses, "fd00:32:");

    // The group lets nothing but SSH in: ping is blocked, then allowed, for both versions.
    assertThat(cloud.ssh(left, "ping -c 2 -w 4 " + right4).code()).isNotZero();
    cloud.openstack("security", "group", "rule", "create", "--protocol", "icmp", "quiet");
    cloud.openstack(
        "security",
        "group",
        "rule",
        "create",
        "--ethertype",
        "IPv6",
        "--protocol",
        "ipv6-icmp",
        "quiet");
    awaitPing(cloud, left, "ping -c 1 -w 3 " + right4);
    awaitPing(cloud, left, "ping6 -c 1 -w 3 " + right6);

    // A second NIC comes and goes while the guest runs.
    var before = nics(cloud, left);
    var port =
        cloud.openstack("port", "create", "--network", "right", "second").path("id").asString();
    cloud.openstackPlain("server", "add", "port", "left", port).good();
    Awaitility.await("the second NIC")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> nics(cloud, left) == before + 1);
    cloud.openstackPlain("server", "remove", "port", "left", port).good();
    Awaitility.await("the second NIC to go")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> nics(cloud, left) == before);

    cloud.openstackPlain("server", "delete", "--wait", "left", "right").good();
  }

  private static void awaitPing(RealCloud cloud, String from, String command) {
    Awaitility.await(command)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> cloud.ssh(from, command).code() == 0);
  }

  private static int nics(RealCloud cloud, String address) {
    return Integer.parseInt(
        cloud.ssh(address, "ls -d /sys/class/net/*/device | grep -c device").good().strip());
  }

  private static String address(tools.jackson.databind.JsonNode addresses, String prefix) {
    return addresses
        .valueStream()
        .map(fixed -> fixed.path("ip_address").asString())
        .filter(ip -> ip.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }
}
