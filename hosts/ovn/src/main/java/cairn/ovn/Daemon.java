package cairn.ovn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of OVN's or Open vSwitch's daemons. It detaches itself, so it lives on when this process
 * ends, and is found again by the process id in its pidfile: the process must also have the start
 * time noted beside it or, when a crash left none, name that pidfile in its arguments, for ids are
 * used again.
 */
final class Daemon {
  /** It cannot be told its control socket: that has its process id in the name. */
  static final String CONTROLLER = "ovn-controller";

  private static final long LOG_BYTES_MAX = 16L << 20;

  private final RunFolder folder;
  private final Namespace namespace;
  private final String name;
  private final String program;
  private final List<String> arguments;

  Daemon(RunFolder folder, Namespace namespace, String name, String program, String... arguments) {
    this.folder = folder;
    this.namespace = namespace;
    this.name = name;
    this.program = program;
    this.arguments = List.of(arguments);
  }

  String name() {
    return name;
  }

  /** Its living process, in whatever namespace that is. */
  Optional<Long> process() {
    return read(pidFile())
        .filter(text -> text.chars().allMatch(Character::isDigit) && !text.isEmpty())
        .map(Long::valueOf)
        .filter(this::isSame);
  }

  private boolean isSame(long pid) {
    var line = Processes.commandLine(pid);
    if (line.isEmpty()) {
      return false;
    }
    var noted = read(startTimeFile());
    return noted.isPresent()
        ? noted.equals(Processes.startTime(pid).map(time -> pid + " " + time))
        : line.get().contains(pidFile().toString());
  }

  boolean isRunning() {
    return process()
        .filter(pid -> Processes.networkNamespace(pid).equals(namespace.identity()))
        .isPresent();
  }

  /** Starts it; returns when it answers, or throws with what it said. */
  void start() {
    var line = new ArrayList<String>();
    line.add(program);
    line.add("--detach");
    line.add("--no-chdir");
    line.add("--pidfile=" + pidFile());
    if (!program.equals(CONTROLLER)) {
      line.add("--unixctl=" + controlSocket());
    }
    line.add("--log-file=" + logFile());
    line.add("-vconsole:off");
    line.add("-vsyslog:off");
    line.add("-vfile:info");
    line.addAll(arguments);
    try {
      Files.deleteIfExists(startTimeFile());
      namespace.commands(folder.environment()).run(line.toArray(String[]::new));
      var pid = read(pidFile()).orElse("");
      var time = process().flatMap(Processes::startTime);
      if (time.isPresent()) {
        Files.writeString(startTimeFile(), pid + " " + time.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a log aside that has grown long; the one before it is lost. */
  void limitLog() {
    try {
      if (Files.exists(logFile()) && Files.size(logFile()) > LOG_BYTES_MAX) {
        var aside = logFile().resolveSibling(name + ".log.1");
        Files.move(logFile(), aside, StandardCopyOption.REPLACE_EXISTING);
        var target = controlSocket().toString();
        namespace
            .commands(folder.environment())
            .attempt("ovs-appctl", "--timeout=10", "-t", target, "vlog/reopen");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return folder.logs().resolve(name + ".log");
  }

  private Path controlSocket() {
    return program.equals(CONTROLLER)
        ? folder.run().resolve(CONTROLLER + "." + process().orElse(0L) + ".ctl")
        : folder.run().resolve(name + ".ctl");
  }

  private Path pidFile() {
    return folder.run().resolve(name + ".pid");
  }

  private Path startTimeFile() {
    return folder.run().resolve(name + ".started");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
