package cairn.guests;

import cairn.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;

/**
 * One cloud in a folder and on a port of its own, brought up by {@code ./cairn try} and taken down
 * by {@code ./cairn down --guests} after the last test. Used by one thread.
 */
public final class RealCloud implements AutoCloseable {
  /** Gives the tests their cloud. */
  public static final class Extension implements ParameterResolver {
    private static final ExtensionContext.Namespace STORE =
        ExtensionContext.Namespace.create(RealCloud.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RealCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(STORE)
          .computeIfAbsent("cloud", _ -> new RealCloud(), RealCloud.class);
    }
  }

  /** Without KVM a guest needs about 15 s of processor time to come up. */
  static final Duration GUEST_MAX = Duration.ofMinutes(8);

  private static final Duration COMMAND_MAX = Duration.ofMinutes(20);
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");

  private final Path home = home();
  private final Path folder;
  private final Path data;
  private final int port;
  private final String firstOutput;
  private final Map<String, String> environment = new LinkedHashMap<>();

  RealCloud() {
    try {
      folder = Files.createTempDirectory("cairn-guests");
      data = folder.resolve("var");
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    firstOutput = cairn("try", "--port", Integer.toString(port)).good();
    readEnvironment();
  }

  private static Path home() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("cairn")) && Files.isRegularFile(at.resolve("cairn"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside a checkout");
  }

  /** What {@code ./cairn try} printed. */
  String firstOutput() {
    return firstOutput;
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  /** Runs {@code ./cairn COMMAND --data ... ARGUMENTS}. */
  Shell.Result cairn(String command, String... arguments) {
    var line = new ArrayList<String>();
    line.add(home.resolve("cairn").toString());
    line.addAll(List.of(command, "--data", data.toString()));
    line.addAll(List.of(arguments));
    return Shell.run(COMMAND_MAX, true, Map.of(), line);
  }

  private void readEnvironment() {
    var matcher = VARIABLE.matcher(cairn("openrc").good());
    while (matcher.find()) {
      environment.put(matcher.group(1), matcher.group(2));
    }
  }

  /** Brings the control plane up again after it was stopped or killed. */
  void up() {
    cairn("up", "--detach", "--port", Integer.toString(port)).good();
  }

  /** The process and the namespace, as {@code cairn.pid} has them. */
  JsonNode running() {
    try {
      return Json.parse(Files.readString(data.resolve("cairn.pid")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String namespace() {
    return running().path("namespace").asString();
  }

  /** Runs a program in the data plane's namespace with the environment of the clients. */
  Shell.Result inside(Duration max, String... command) {
    var line = new ArrayList<String>();
    line.addAll(List.of("nsenter", "--net=/run/netns/" + namespace(), "--"));
    line.addAll(List.of(command));
    return Shell.run(max, false, environment, line);
  }

  /** Runs {@code openstack ARGUMENTS -f json} and gives the document. */
  JsonNode openstack(String... arguments) {
    var line = new ArrayList<String>(List.of("openstack"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("-f", "json"));
    return Json.parse(inside(Duration.ofMinutes(2), line.toArray(String[]::new)).good());
  }

  /** Runs {@code openstack ARGUMENTS} for those commands that print no document. */
  Shell.Result openstackPlain(String... arguments) {
    var line = new ArrayList<String>(List.of("openstack"));
    line.addAll(List.of(arguments));
    return inside(Duration.ofMinutes(2), line.toArray(String[]::new));
  }

  /** Waits until the server has that status; ERROR ends the wait at once. */
  void awaitStatus(String server, String status) {
    Awaitility.await("%s to be %s".formatted(server, status))
        .atMost(GUEST_MAX)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          var shown = openstack("server", "show", server);
          var now = shown.path("status").asString();
          if (now.equals("ERROR") && !status.equals("ERROR")) {
            throw new AssertionError("in ERROR: " + shown.path("fault"));
          }
          return now.equals(status);
        });
  }

  /** Waits until the guest's console holds that text. */
  void awaitConsole(String server, String text) {
    Awaitility.await("%s on the console of %s".formatted(text, server))
        .atMost(GUEST_MAX)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> console(server).contains(text));
  }

  String console(String server) {
    return openstackPlain("console", "log", "show", server).good();
  }

  /** Gives the server a floating IP. */
  String floatingIp(String server) {
    var address =
        openstack("floating", "ip", "create", "public").path("floating_ip_address").asString();
    openstackPlain("server", "add", "floating", "ip", server, address).good();
    return address;
  }

  /** Runs a command in the guest by SSH. */
  Shell.Result ssh(String address, String command) {
    return inside(
        Duration.ofMinutes(2),
        "ssh",
        "-i",
        data.resolve("secrets/ssh-key").toString(),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        "-o",
        "ConnectTimeout=15",
        "cairn@" + address,
        command);
  }

  /** Waits until SSH answers. */
  void awaitSsh(String address) {
    Awaitility.await("SSH at " + address)
        .atMost(GUEST_MAX)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> ssh(address, "true").code() == 0);
  }

  /** Takes the cloud away; where that fails its folder stays, to be looked at. */
  @Override
  public void close() {
    cairn("down", "--guests").good();
    Shell.run(COMMAND_MAX, true, Map.of(), List.of("rm", "-r", folder.toString())).good();
  }
}
