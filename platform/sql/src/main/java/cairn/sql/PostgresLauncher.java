package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts PostgreSQL's programs as its user. Where that user cannot reach the folder because a
 * folder above it is closed (a data folder in /root), the program runs in a mount namespace of its
 * own in which the folder is seen at another place: nothing changes on the host, and the mount is
 * gone with the last process.
 */
final class PostgresLauncher {
  /** An empty folder that each system has; only the namespace sees it covered. */
  private static final Path COVER = Path.of("/mnt");

  private static final String COVERED = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";

  private final PostgresAccount account;
  private final PostgresFolder folder;
  private final Path binaries;
  private final boolean covered;

  private PostgresLauncher(
      PostgresAccount account, PostgresFolder folder, Path binaries, boolean covered) {
    this.account = account;
    this.folder = folder;
    this.binaries = binaries;
    this.covered = covered;
  }

  static PostgresLauncher choose(PostgresAccount account, PostgresFolder folder, Path binaries)
      throws IOException {
    var plain = new PostgresLauncher(account, folder, binaries, false);
    var refusal = plain.refusal();
    if (refusal.isEmpty()) {
      return plain;
    }
    var covered = new PostgresLauncher(account, folder, binaries, true);
    if (!account.switched() || !covered.refusal().isEmpty()) {
      throw new CloudException(
          Kind.UNAVAILABLE,
          "The user %s, which PostgreSQL runs as, cannot use %s: choose a data folder below folders that others may enter (mode 0755)."
              .formatted(account.user(), folder.root()),
          refusal + " " + covered.refusal(),
          null);
    }
    return covered;
  }

  /** Why the user cannot use the folder and the programs this way; empty when it can. */
  private String refusal() throws IOException {
    var data = Commands.attempt(as(List.of("test", "-w", seen(folder.data()).toString())));
    if (data.status() != 0) {
      return "data folder: " + data.output();
    }
    var version = Commands.attempt(command("postgres", List.of("--version")));
    return version.status() == 0 ? "" : "postgres: " + version.output();
  }

  /** Runs a program to its end. */
  String run(String program, List<String> arguments) throws IOException {
    return Commands.run(command(program, arguments));
  }

  /** Starts the server, in a session of its own so that no terminal's Ctrl-C reaches it. */
  Process start(List<String> arguments, Path log) throws IOException {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(command("postgres", arguments));
    var append = ProcessBuilder.Redirect.appendTo(log.toFile());
    return Commands.plain(command)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(append)
        .redirectError(append)
        .start();
  }

  /** How that path is called where the programs run. */
  Path seen(Path path) {
    return covered && path.startsWith(folder.root())
        ? COVER.resolve(folder.root().relativize(path))
        : path;
  }

  private List<String> command(String program, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(seen(binaries.resolve("bin").resolve(program)).toString());
    for (var argument : arguments) {
      command.add(argument.startsWith("/") ? seen(Path.of(argument)).toString() : argument);
    }
    return as(command);
  }

  /** The command as run by the user, with the folder in its place. */
  private List<String> as(List<String> command) throws IOException {
    var whole = new ArrayList<String>();
    if (covered) {
      whole.addAll(List.of("unshare", "--mount", "--propagation", "private"));
      whole.addAll(List.of("sh", "-c", COVERED, "sh"));
      whole.addAll(List.of(folder.root().toString(), COVER.toString()));
    }
    whole.addAll(account.prefix());
    whole.addAll(command);
    return whole;
  }
}
