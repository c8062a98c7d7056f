package cairn.qemu;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts a guest's process so that it outlives this one: in a session of its own, in its control
 * groups, in the network's namespace, as its own user. The shell that does so first writes down its
 * process id, which stays the same from there on, so that even an agent killed now finds the guest.
 */
final class Launcher {
  private static final System.Logger LOG = System.getLogger(Launcher.class.getName());
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final int ERROR_LINES = 5;
  private static final Duration POLL = Duration.ofMillis(10);

  private static final String SCRIPT =
      """
      cd "$1" || exit 1
      groups=$2
      shift 2
      for group in $groups; do echo $$ >"$group/cgroup.procs" 2>/dev/null; done
      start_time() { shift 19; started=$1; }
      read -r stat </proc/$$/stat
      start_time ${stat##*) }
      echo "$$ $started" >pid.part && mv pid.part pid || exit 1
      umask 077
      exec "$@" </dev/null >stderr.log 2>&1
      """;

  private final QemuSettings settings;
  private final String namespace;
  private final Owners owners;
  private final Time time;

  Launcher(QemuSettings settings, String namespace, Owners owners, Time time) {
    this.settings = settings;
    this.namespace = namespace;
    this.owners = owners;
    this.time = time;
  }

  /** Starts it and waits until QEMU answers, or says why it does not. */
  GuestProcess launch(GuestFolder folder, List<String> arguments, List<Path> groups) {
    try {
      prepare(folder);
      Files.writeString(folder.argv(), String.join("\n", arguments) + "\n");
      var words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "cairn-guest"));
      words.add(folder.path().toString());
      words.add(groups.stream().map(Path::toString).collect(Collectors.joining(" ")));
      words.add("setsid");
      if (!namespace.isEmpty()) {
        words.addAll(List.of("nsenter", "--net=/run/netns/" + namespace));
      }
      words.addAll(drop(folder));
      words.addAll(arguments);
      var nothing = ProcessBuilder.Redirect.to(new File("/dev/null"));
      var process =
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(nothing)
              .redirectError(nothing)
              .start();
      return await(process, folder);
    } catch (IOException e) {
      throw failure("The server could not be started.", e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("The host is being shut down.", "", e);
    }
  }

  private void prepare(GuestFolder folder) throws IOException {
    Files.createDirectories(folder.run());
    Files.setPosixFilePermissions(folder.run(), Access.PRIVATE_FOLDER);
    if (!Files.exists(folder.serialLog())) {
      Files.createFile(folder.serialLog(), Access.PRIVATE_ATTRIBUTE);
    }
    if (owners.separate()) {
      var uid = owners.of(folder);
      Access.give(folder.run(), uid);
      Access.give(folder.serialLog(), uid);
    }
    for (var stale : List.of(folder.pid(), folder.qmp(), folder.vnc(), folder.errors())) {
      Files.deleteIfExists(stale);
    }
  }

  private List<String> drop(GuestFolder folder) throws IOException {
    if (!owners.separate()) {
      return List.of("setpriv", "--no-new-privs");
    }
    var uid = Integer.toString(owners.of(folder));
    var groups = Integer.toString(owners.imageGroup());
    var kvm = Path.of("/dev/kvm");
    if (Files.exists(kvm)) {
      groups += "," + Files.getAttribute(kvm, "unix:gid");
    }
    return List.of(
        "setpriv",
        "--reuid=" + uid,
        "--regid=" + uid,
        "--groups=" + groups,
        "--inh-caps=-all",
        "--bounding-set=-all",
        "--no-new-privs");
  }

  private GuestProcess await(Process process, GuestFolder folder)
      throws IOException, InterruptedException {
    var deadline = time.nanos() + settings.startMax().toNanos();
    while (time.nanos() < deadline) {
      if (!process.isAlive()) {
        throw died(folder);
      }
      if (answers(folder)) {
        return GuestProcess.read(folder.pid())
            .orElseThrow(() -> new IOException("no process id in " + folder.pid()));
      }
      time.sleep(POLL);
    }
    process.destroyForcibly();
    throw failure(
        "The server could not be started: its hypervisor does not answer.", errors(folder), null);
  }

  /** Whether QEMU is through with its start, which is when it answers on its socket. */
  private static boolean answers(GuestFolder folder) {
    if (!Files.exists(folder.qmp())) {
      return false;
    }
    try (var qmp = Qmp.connect(folder.qmp(), ANSWER_MAX, event -> {})) {
      qmp.execute("query-status");
      return true;
    } catch (IOException e) {
      LOG.log(Level.TRACE, () -> "not yet: " + folder.server(), e);
      return false;
    }
  }

  private static CloudException died(GuestFolder folder) {
    var errors = errors(folder);
    var sentence =
        errors.contains("No space left")
            ? "The host's disk is full."
            : errors.contains("Cannot allocate memory")
                ? "The host has too little memory for the server."
                : "The server could not be started.";
    return failure(sentence, "QEMU ended at its start: " + errors, null);
  }

  /** The last lines that QEMU wrote. */
  static String errors(GuestFolder folder) {
    try {
      var lines = Files.readAllLines(folder.errors(), StandardCharsets.UTF_8);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  private static CloudException failure(String sentence, String detail, @Nullable Exception cause) {
    return new CloudException(Kind.INTERNAL, sentence, detail, cause);
  }
}
