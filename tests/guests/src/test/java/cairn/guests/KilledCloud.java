package cairn.guests;

import cairn.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A cloud of four processes that can be killed one by one: the control plane, the agent of this
 * machine, one with all simulated hosts, and PostgreSQL. Used by one thread.
 */
final class KilledCloud implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(10);

  /** What can be killed. */
  enum Part {
    SERVER,
    AGENT,
    SIMULATED,
    POSTGRES
  }

  private final Path home = home();
  private final Path folder;
  private final int port;
  private final int simulatedHosts;
  private final Map<Part, Process> processes = new EnumMap<>(Part.class);

  KilledCloud(int simulatedHosts) {
    this.simulatedHosts = simulatedHosts;
    try {
      folder = Files.createTempDirectory("cairn-kills");
      Files.createDirectories(data());
      // Guests that halt need no processor: many fit on a small machine.
      Files.writeString(data().resolve("cairn.yaml"), "cpu_allocation_ratio: 64\n");
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var part : List.of(Part.SERVER, Part.AGENT, Part.SIMULATED)) {
      start(part);
    }
  }

  private static Path home() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("cairn"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside a checkout");
  }

  /** The data folder of the control plane and of this machine's agent. */
  Path data() {
    return folder.resolve("a");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String password() {
    try {
      return Files.readString(data().resolve("secrets/admin-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String namespace() {
    try {
      return Files.readString(data().resolve("network/namespace")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of this machine as a host. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as {@code kill -9} does, and returns when it is dead. */
  void kill(Part part) {
    var pid =
        switch (part) {
          case POSTGRES -> postgres();
          case SERVER -> server();
          case AGENT, SIMULATED ->
              Optional.ofNullable(processes.get(part)).map(Process::pid).orElse(0L);
        };
    if (pid <= 0) {
      return;
    }
    var _ = ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly);
    Awaitility.await("the end of " + part).atMost(Duration.ofMinutes(1)).until(() -> !alive(pid));
  }

  private static boolean alive(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts it again; PostgreSQL is the control plane's to start. */
  void start(Part part) {
    switch (part) {
      case SERVER ->
          Shell.run(
                  START_MAX,
                  true,
                  Map.of(),
                  line("server", data(), "--detach", "--port", Integer.toString(port)))
              .good();
      case AGENT -> spawn(part, data());
      case SIMULATED ->
          spawn(part, folder.resolve("s"), "--simulated-hosts", Integer.toString(simulatedHosts));
      case POSTGRES -> {}
    }
  }

  private void spawn(Part part, Path ownData, String... more) {
    var token = data().resolve("secrets/host-token").toString();
    var line = line("agent", ownData, "--server", url(), "--token-file", token);
    line.addAll(List.of(more));
    try {
      Files.createDirectories(ownData);
      var out = folder.resolve(part.name().toLowerCase(java.util.Locale.ROOT) + ".out");
      processes.put(
          part,
          new ProcessBuilder(line)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> line(String command, Path data, String... more) {
    var line =
        new ArrayList<>(
            List.of(home.resolve("cairn").toString(), command, "--data", data.toString()));
    line.addAll(List.of(more));
    return line;
  }

  private long postgres() {
    try {
      var file = data().resolve("postgres/data/postmaster.pid");
      return Files.exists(file) ? Long.parseLong(Files.readAllLines(file).getFirst()) : 0;
    } catch (IOException | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  private long server() {
    try {
      return Json.parse(Files.readString(data().resolve("cairn.pid"))).path("pid").asLong();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Takes all away; where that fails the folder stays, to be looked at. */
  @Override
  public void close() {
    processes.values().forEach(Process::destroy);
    processes
        .values()
        .forEach(process -> {
          try {
            var _ = process.waitFor(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Shell.run(START_MAX, true, Map.of(), line("down", data(), "--guests")).good();
    Shell.run(START_MAX, true, Map.of(), List.of("rm", "-r", folder.toString())).good();
  }
}
