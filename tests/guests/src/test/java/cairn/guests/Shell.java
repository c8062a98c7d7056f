package cairn.guests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs and keeps what they print. */
final class Shell {
  private Shell() {}

  /** What a program printed and how it ended. */
  record Result(List<String> command, int code, String output) {
    /** The output of a program that must have ended well. */
    String good() {
      if (code != 0) {
        throw new AssertionError("%s ended with %d:%n%s".formatted(command, code, output));
      }
      return output;
    }
  }

  /** Runs it with a bound on its time; standard error is part of the output if asked for. */
  static Result run(
      Duration max, boolean withErrors, Map<String, String> environment, List<String> command) {
    try {
      var out = java.nio.file.Files.createTempFile("cairn-out", ".txt");
      var err = java.nio.file.Files.createTempFile("cairn-err", ".txt");
      try {
        var builder =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile());
        if (withErrors) {
          builder.redirectErrorStream(true);
        } else {
          builder.redirectError(err.toFile());
        }
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              "%s did not end within %s:%n%s".formatted(command, max, read(out)));
        }
        var code = process.exitValue();
        return new Result(command, code, code == 0 ? read(out) : read(out) + read(err));
      } finally {
        java.nio.file.Files.deleteIfExists(out);
        java.nio.file.Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(java.nio.file.Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
