package cairn.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `cairn version`: what is running here. */
@Command(name = "version", description = "Print the version of Cairn and of its Java.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .println("cairn %s (Java %s)".formatted(version(), Runtime.version()));
  }

  /** The version of the build, from the file that Maven filled in. */
  static String version() {
    try (var file = VersionCommand.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
