package cairn.ovn;

import cairn.common.CloudException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the host's own programs, each for a bounded time. Safe for many threads. */
final class Commands {
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  /** What a program said, and its exit status. */
  record Outcome(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private final List<String> prefix;
  private final Map<String, String> environment;

  /**
   * @param prefix what every command line starts with: how to get into the namespace
   * @param environment what is added to that of this process
   */
  Commands(List<String> prefix, Map<String, String> environment) {
    this.prefix = List.copyOf(prefix);
    this.environment = Map.copyOf(environment);
  }

  /** Runs a program and gives what it printed; an exit status but 0 is a failure. */
  String run(String... command) {
    var outcome = attempt(command);
    if (!outcome.succeeded()) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The host's network could not be set up.",
          "%s: status %d: %s"
              .formatted(String.join(" ", command), outcome.status(), outcome.output().strip()),
          null);
    }
    return outcome.output();
  }

  /** Runs a program whose failure means something. */
  Outcome attempt(String... command) {
    var line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = CompletableFuture.supplyAsync(() -> read(process), Commands::onThreadOfItsOwn);
      if (!process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "no end after " + TIME_MAX.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), output.join());
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(-1, "interrupted");
    }
  }

  private static void onThreadOfItsOwn(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  private static String read(Process process) {
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
