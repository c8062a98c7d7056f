package cairn.bench.cloud;

import cairn.bench.load.Message;
import cairn.bench.load.Wire;
import cairn.common.CloudException;
import cairn.common.Time;
import cairn.sql.DatabaseConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A cloud of ours with simulated guests in a folder of its own, by the same launcher as a user. */
public final class LocalCloud implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final Duration CACHE_MAX = Duration.ofMinutes(5);
  private static final Pattern EXPORT = Pattern.compile("export (OS_\\w+)='?([^'\n]*)'?");

  /** A path of each API that answers without a token. */
  private static final List<String> APIS =
      List.of("/identity/v3", "/compute/v2.1/", "/network/", "/image/", "/placement/");

  /** All of the load is one tenant's. */
  private static final String NO_FLOOD =
      """
      limits:
        tenant_per_second: 1000000
        tenant_burst: 1000000
      """;

  /**
   * @param wallMillis until every API answered
   * @param cpuMillis that the launcher, the JVM and PostgreSQL used until then
   */
  public record Start(double wallMillis, double cpuMillis) {}

  private final Path home;

  private final Path folder;
  private final int port;
  private final Time time = Time.system();
  private Optional<Process> process = Optional.empty();
  private int hosts;

  /**
   * A folder for a cloud that is not up yet.
   *
   * @param home the checkout
   */
  public LocalCloud(Path home) throws IOException {
    this.home = home;
    this.folder = Files.createTempDirectory("cairn-bench-");
    // PostgreSQL runs as a user of its own.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.createDirectory(data());
    Files.writeString(data().resolve("cairn.yaml"), NO_FLOOD);
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  /** The data folder. */
  public Path data() {
    return folder.resolve("cloud");
  }

  /** Where it answers. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Brings it up.
   *
   * @param hosts how many simulated hosts it has; with none, this machine is one
   */
  public Start start(int hosts) throws IOException {
    this.hosts = hosts;
    var from = time.nanos();
    process =
        Optional.of(
            new ProcessBuilder(command(hosts))
                .redirectOutput(folder.resolve("up.log").toFile())
                .redirectErrorStream(true)
                .start());
    var requests =
        APIS.stream().map(path -> Message.of("GET", url().resolve(path), Map.of())).toList();
    while (!answers(requests)) {
      if (time.nanos() - from > START_MAX.toNanos() || !process.get().isAlive()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "The cloud did not come up: " + Files.readString(folder.resolve("up.log")));
      }
      Pause.of(Duration.ofMillis(5));
    }
    var start = new Start((time.nanos() - from) / 1e6, processes().cpuMillis());
    // Hosts may be joining yet; the pid file says that all is there.
    while (!ready()) {
      Pause.of(Duration.ofMillis(50));
    }
    return start;
  }

  private boolean ready() throws IOException {
    var file = data().resolve("cairn.pid");
    var pid = process.orElseThrow().pid();
    return Files.exists(file) && Files.readString(file).contains("\"pid\":" + pid + ",");
  }

  /** Has it be up with that many simulated hosts. */
  public void ensure(int hosts) throws IOException {
    if (process.isEmpty() || this.hosts != hosts) {
      stop();
      start(hosts);
    }
  }

  private List<String> command(int hosts) {
    var command = new ArrayList<>(List.of(home.resolve("cairn").toString(), "up"));
    command.addAll(List.of("--hypervisor", "simulated", "--data", data().toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    if (hosts > 0) {
      command.addAll(List.of("--simulated-hosts", Integer.toString(hosts)));
    }
    return command;
  }

  private boolean answers(List<byte[]> requests) {
    try (var wire = new Wire(url())) {
      for (var request : requests) {
        if (wire.exchange(request) >= 400) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The account of its administrator, once it is up. */
  public Account account() throws IOException {
    var values = new HashMap<String, String>();
    EXPORT
        .matcher(Files.readString(data().resolve("openrc")))
        .results()
        .forEach(found -> values.put(found.group(1), found.group(2)));
    return Account.of(values, Optional.empty());
  }

  /** The JVM and PostgreSQL. */
  public Processes processes() {
    return new Processes(() -> Stream.concat(jvm().stream(), postgres().stream()).toList());
  }

  /** The JVM alone. */
  public Optional<Long> jvm() {
    return process.map(Process::pid);
  }

  /** The main process of its PostgreSQL, while it runs. */
  public Optional<Long> postgres() {
    try (var lines = Files.lines(data().resolve("postgres/data/postmaster.pid"))) {
      return lines.findFirst().map(line -> Long.valueOf(line.strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What PostgreSQL logs. */
  public Path databaseLog() {
    return data().resolve("postgres/postgres.log");
  }

  /** Its database, or another of the same PostgreSQL. */
  public DatabaseConfig database(String name) throws IOException {
    var recorded = data().resolve("postgres/socket-folder");
    var socket =
        Files.exists(recorded)
            ? Path.of(Files.readString(recorded).strip())
            : data().resolve("postgres/socket");
    return DatabaseConfig.socket(socket.resolve(".s.PGSQL.5432"), name, "cairn");
  }

  /** The flags that its JVM was started with, without the class path and the AOT cache. */
  public List<String> jvmFlags() throws IOException {
    var line = Files.readString(Path.of("/proc/%d/cmdline".formatted(jvm().orElseThrow())));
    return Stream.of(line.split("\0"))
        .skip(1)
        .takeWhile(argument -> !argument.equals("-cp"))
        .filter(argument -> !argument.startsWith("-XX:AOT"))
        .filter(argument -> !argument.startsWith("-XX:StartFlightRecording"))
        .toList();
  }

  /**
   * Waits until the AOT cache is there that the first start of a build has made in the background.
   *
   * @return whether it is
   */
  public boolean awaitAotCache() throws IOException {
    var line = Files.readString(Path.of("/proc/%d/cmdline".formatted(jvm().orElseThrow())));
    var arguments = List.of(line.split("\0"));
    var first = arguments.get(arguments.indexOf("-cp") + 1).split(":")[0];
    var program = Optional.ofNullable(Path.of(first).getParent()).orElseThrow();
    var from = time.nanos();
    while (!holds(program, "*.aot")) {
      if (holds(program, "*.aot.failed") || time.nanos() - from > CACHE_MAX.toNanos()) {
        return false;
      }
      Pause.of(Duration.ofSeconds(1));
    }
    return true;
  }

  private static boolean holds(Path folder, String names) throws IOException {
    try (var files = Files.newDirectoryStream(folder, names)) {
      return files.iterator().hasNext();
    }
  }

  /** Stops it with its PostgreSQL; the folder stays. */
  public void stop() {
    process.ifPresent(running -> {
      running.destroy();
      try {
        running.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    });
    process = Optional.empty();
  }

  /** Has its processes end, when this one is told to. */
  public void abandon() {
    process.ifPresent(Process::destroyForcibly);
    postgres().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
  }

  /** Stops it and removes the folder. */
  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
