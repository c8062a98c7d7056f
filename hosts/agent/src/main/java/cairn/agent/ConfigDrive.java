package cairn.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The disk labelled {@code config-2} on which a guest finds the documents about itself, as
 * OpenStack's "config drive" has it.
 */
public final class ConfigDrive {
  private static final String LABEL = "config-2";

  private ConfigDrive() {}

  /** Writes the disk; the file appears whole or not at all. */
  public static void write(Path file, Map<String, byte[]> documents) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, new IsoImage(LABEL, documents).bytes());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
