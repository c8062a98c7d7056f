package cairn.app;

import cairn.common.CloudException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cairn logs}: the end of the cloud's log. */
@Command(name = "logs", description = "Print the end of the cloud's log.")
final class LogsCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(names = "-f", description = "Go on printing what is added.")
  private boolean follow;

  @Option(names = "-n", paramLabel = "LINES", description = "How many lines (default: 50).")
  private int lines = 50;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var log = data.folder().log();
    if (!Files.exists(log)) {
      throw new CloudException(
          CloudException.Kind.NOT_FOUND, "There is no log at %s yet.".formatted(log));
    }
    // tail(1) follows files that are turned over; nothing of our own would do it better.
    var command =
        follow
            ? new ProcessBuilder("tail", "-n", Integer.toString(lines), "-F", log.toString())
            : new ProcessBuilder("tail", "-n", Integer.toString(lines), log.toString());
    return command.inheritIO().start().waitFor();
  }
}
