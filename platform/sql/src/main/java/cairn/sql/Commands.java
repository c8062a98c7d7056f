package cairn.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs short programs of the host. */
final class Commands {
  /** A program's exit status and all that it printed. */
  record Result(int status, String output) {}

  private Commands() {}

  /** Runs it to its end; a failure is an exception with its output. */
  static String run(String... command) throws IOException {
    return run(List.of(command));
  }

  static String run(List<String> command) throws IOException {
    var result = attempt(command);
    if (result.status() != 0) {
      throw new IOException("%s: %s".formatted(String.join(" ", command), result.output()));
    }
    return result.output();
  }

  /** Runs it to its end, from {@code /}, since its user may not be allowed into this folder. */
  static Result attempt(List<String> command) throws IOException {
    var process = plain(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + command.getFirst(), e);
    }
  }

  /** A process that knows nothing of this one's locale, folder and environment. */
  static ProcessBuilder plain(List<String> command) {
    var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    var path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
    return builder;
  }
}
