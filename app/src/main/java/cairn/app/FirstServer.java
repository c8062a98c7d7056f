package cairn.app;

import cairn.common.CloudException;
import cairn.common.Json;
import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Makes what `try` shows, through the API alone: a network with a router, a key pair, rules for SSH
 * and ping, the server {@code hello} and its floating IP. What is there already is used again.
 */
final class FirstServer {
  private static final Duration ACTIVE_MAX = Duration.ofMinutes(5);
  private static final Duration LOGIN_MAX = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long SSH_SECONDS_MAX = 30;

  private final DataFolder data;
  private final ApiClient api;
  private final boolean simulated;
  private final Progress progress;
  private final Time time;
  private final Login login;

  FirstServer(
      DataFolder data,
      RunningCloud cloud,
      ApiClient api,
      boolean simulated,
      Progress progress,
      Time time) {
    this.data = data;
    this.api = api;
    this.simulated = simulated;
    this.progress = progress;
    this.time = time;
    this.login = new Login(data, cloud.namespace());
  }

  /** Makes it, waits until SSH answers, and gives the lines that tell how to go on. */
  List<String> make() throws IOException, InterruptedException {
    var image = progress.step("guest image", this::image);
    var network = progress.step("network demo with router and rules", this::network);
    progress.run("key pair cairn", this::keyPair);
    var asked = time.nanos();
    var timeline = new Timeline(asked);
    var server = server(image, network);
    timeline.mark("API accepted");
    await(
        "the server to become ACTIVE",
        ACTIVE_MAX,
        () ->
            show(server).path("status").asString().equals("ACTIVE")
                ? Optional.of(true)
                : fault(server));
    timeline.mark("ACTIVE");
    var address = floatingIp(server);
    if (!simulated) {
      await("the guest to get its address", LOGIN_MAX, () -> said(server, " address "));
      timeline.mark("DHCP");
      await("the guest's SSH server", LOGIN_MAX, () -> said(server, "GUEST: ready"));
      await("SSH to answer at " + address, LOGIN_MAX, () -> remote(address, "true"));
      timeline.mark("SSH");
    }
    var lines = new ArrayList<String>();
    lines.add("Timeline of the server hello, from the request on: " + timeline.text);
    if (!simulated) {
      remote(address, "uname -srm; hostname; uptime")
          .ifPresent(said ->
              lines.add(
                  "Logged in to %s: %s".formatted(address, said.strip().replace("\n", ", "))));
    }
    lines.add("");
    if (!simulated) {
      lines.add("Log in:           ./cairn ssh hello" + where());
    }
    lines.add("OpenStack client: . %s; openstack server list".formatted(data.openrc()));
    lines.add(
        "            or:   OS_CLIENT_CONFIG_FILE=%s openstack --os-cloud cairn server list"
            .formatted(data.cloudsYaml()));
    lines.add("Stop:             ./cairn down" + where() + " (with --guests: everything)");
    return lines;
  }

  private String where() {
    var usual = DataFolder.at(Path.of(System.getProperty("cairn.home", "."), "var"));
    return data.equals(usual) ? "" : " --data " + data.root();
  }

  private String image() throws IOException, InterruptedException {
    var known = api.named("/image/v2/images?status=active", "images", "cairn-guest");
    if (known.isPresent()) {
      return known.get().path("id").asString();
    }
    if (simulated) {
      var empty = Files.createTempFile("cairn", ".raw");
      try {
        Files.write(empty, new byte[512]);
        return upload("cairn-guest", "raw", "bare", empty, "");
      } finally {
        Files.delete(empty);
      }
    }
    var folder = data.guestImage();
    Files.createDirectories(folder);
    var builder =
        Path.of(System.getProperty("cairn.home", "."), "packaging", "guest", "build-image.sh");
    var log = data.root().resolve("log").resolve("guest-image.log");
    var built =
        new ProcessBuilder("bash", builder.toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (built != 0) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The guest image was not built: %s (%s)".formatted(lastLine(log), log));
    }
    var kernel = upload("cairn-guest-kernel", "aki", "aki", folder.resolve("guest.vmlinuz"), "");
    var ramdisk = upload("cairn-guest-ramdisk", "ari", "ari", folder.resolve("guest.initrd"), "");
    var boot =
        ", \"kernel_id\": \"%s\", \"ramdisk_id\": \"%s\", \"os_command_line\": %s, \"os_admin_user\": \"%s\""
            .formatted(
                kernel,
                ramdisk,
                Json.write(Files.readString(folder.resolve("guest.cmdline")).strip()),
                Login.USER);
    return upload("cairn-guest", "qcow2", "bare", folder.resolve("guest.qcow2"), boot);
  }

  private String upload(String name, String disk, String container, Path file, String more) {
    var image =
        api.post(
            "/image/v2/images",
            """
            {"name": "%s", "disk_format": "%s", "container_format": "%s", "visibility": "public"%s}\
            """
                .formatted(name, disk, container, more));
    var id = image.path("id").asString();
    api.upload("/image/v2/images/" + id + "/file", file);
    return id;
  }

  private String network() {
    var known = api.named("/network/v2.0/networks", "networks", "demo");
    var network =
        known
            .orElseGet(() ->
                api.post("/network/v2.0/networks", "{\"network\": {\"name\": \"demo\"}}")
                    .path("network"))
            .path("id")
            .asString();
    var subnets = "/network/v2.0/subnets?network_id=" + network;
    var subnet =
        api.named(subnets, "subnets", "demo")
            .orElseGet(() ->
                api.post(
                        "/network/v2.0/subnets",
                        """
                        {"subnet": {"name": "demo", "network_id": "%s", "ip_version": 4, "cidr": "10.20.0.0/24"}}\
                        """
                            .formatted(network))
                    .path("subnet"))
            .path("id")
            .asString();
    if (api.named("/network/v2.0/routers", "routers", "demo").isEmpty()) {
      var router =
          api.post(
                  "/network/v2.0/routers",
                  """
                  {"router": {"name": "demo", "external_gateway_info": {"network_id": "%s"}}}\
                  """
                      .formatted(external()))
              .path("router")
              .path("id")
              .asString();
      api.put(
          "/network/v2.0/routers/%s/add_router_interface".formatted(router),
          "{\"subnet_id\": \"%s\"}".formatted(subnet));
    }
    if (api.named("/network/v2.0/security-groups", "security_groups", "ssh-and-ping").isEmpty()) {
      var group =
          api.post(
                  "/network/v2.0/security-groups",
                  "{\"security_group\": {\"name\": \"ssh-and-ping\"}}")
              .path("security_group")
              .path("id")
              .asString();
      rule(group, "\"protocol\": \"icmp\"");
      rule(group, "\"protocol\": \"tcp\", \"port_range_min\": 22, \"port_range_max\": 22");
    }
    return network;
  }

  private void rule(String group, String what) {
    api.post(
        "/network/v2.0/security-group-rules",
        """
        {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", "ethertype": "IPv4", %s}}\
        """
            .formatted(group, what));
  }

  private String external() {
    return api.get("/network/v2.0/networks?router:external=true")
        .path("networks")
        .valueStream()
        .findFirst()
        .orElseThrow(() ->
            new CloudException(CloudException.Kind.NOT_FOUND, "There is no external network."))
        .path("id")
        .asString();
  }

  private void keyPair() throws IOException, InterruptedException {
    var key = login.publicKey();
    var known =
        api.get("/compute/v2.1/os-keypairs")
            .path("keypairs")
            .valueStream()
            .anyMatch(pair -> pair.path("keypair").path("name").asString().equals("cairn"));
    if (!known) {
      api.post(
          "/compute/v2.1/os-keypairs",
          "{\"keypair\": {\"name\": \"cairn\", \"public_key\": %s}}".formatted(Json.write(key)));
    }
  }

  private String server(String image, String network) {
    var known = api.named("/compute/v2.1/servers", "servers", "hello");
    if (known.isPresent()) {
      return known.get().path("id").asString();
    }
    var flavor =
        api.named("/compute/v2.1/flavors", "flavors", "m1.micro")
            .orElseThrow(() ->
                new CloudException(CloudException.Kind.NOT_FOUND, "There is no flavor m1.micro."))
            .path("id")
            .asString();
    return api.post(
            "/compute/v2.1/servers",
            """
            {"server": {"name": "hello", "imageRef": "%s", "flavorRef": "%s", "key_name": "cairn",
             "networks": [{"uuid": "%s"}], "security_groups": [{"name": "ssh-and-ping"}]}}\
            """
                .formatted(image, flavor, network))
        .path("server")
        .path("id")
        .asString();
  }

  private String floatingIp(String server) {
    var port =
        api.get("/network/v2.0/ports?device_id=" + server)
            .path("ports")
            .path(0)
            .path("id")
            .asString();
    var known = api.get("/network/v2.0/floatingips?port_id=" + port).path("floatingips");
    var floating =
        known.isEmpty()
            ? api.post(
                    "/network/v2.0/floatingips",
                    """
                    {"floatingip": {"floating_network_id": "%s", "port_id": "%s"}}\
                    """
                        .formatted(external(), port))
                .path("floatingip")
            : known.get(0);
    return floating.path("floating_ip_address").asString();
  }

  private JsonNode show(String server) {
    return api.get("/compute/v2.1/servers/" + server).path("server");
  }

  private Optional<Boolean> fault(String server) {
    var shown = show(server);
    if (shown.path("status").asString().equals("ERROR")) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The server is in ERROR: "
              + shown.path("fault").path("message").asString("no reason was given"));
    }
    return Optional.empty();
  }

  private Optional<Boolean> said(String server, String words) {
    var log =
        api.post(
                "/compute/v2.1/servers/%s/action".formatted(server),
                "{\"os-getConsoleOutput\": {\"length\": null}}")
            .path("output")
            .asString();
    return log.contains(words) ? Optional.of(true) : Optional.empty();
  }

  private Optional<String> remote(String address, String command) {
    try {
      var process =
          new ProcessBuilder(login.command(Login.USER, address, List.of(command)))
              .redirectInput(new java.io.File("/dev/null"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(SSH_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE, "ssh cannot be run: " + e.getMessage(), "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> void await(String what, Duration max, Supplier<Optional<T>> question)
      throws InterruptedException {
    var start = time.nanos();
    while (question.get().isEmpty()) {
      if (time.nanos() - start > max.toNanos()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "Waited %d s in vain for %s.".formatted(max.toSeconds(), what));
      }
      time.sleep(POLL);
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream().reduce((_, last) -> last).orElse("");
  }

  /** Seconds from the request to each event. */
  private final class Timeline {
    private final long start;
    private final StringBuilder text = new StringBuilder();

    Timeline(long start) {
      this.start = start;
    }

    void mark(String event) {
      text.append(text.isEmpty() ? "" : ", ")
          .append("%s %.2f s".formatted(event, (time.nanos() - start) / 1e9));
    }
  }
}
