package cairn.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command about a cloud has. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The cloud's data folder (default: var in Cairn's own folder).")
  private Path folder = Path.of(System.getProperty("cairn.home", "."), "var");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say how the command is used.")
  @SuppressWarnings("UnusedVariable") // picocli itself reads it
  private boolean help;

  DataFolder folder() {
    return DataFolder.at(folder);
  }
}
