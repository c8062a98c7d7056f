package cairn.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Secrets in files that only their owner may read (mode 0600). */
public final class Secrets {
  private Secrets() {}

  /**
   * The secret in that file; made and stored first when there is none. The file appears whole or
   * not at all.
   */
  public static String readOrCreate(Path file, Supplier<String> secret) throws IOException {
    if (!Files.exists(file)) {
      write(file, secret.get());
    }
    return Files.readString(file).strip();
  }

  /** Stores a secret, in place of the one that is there. */
  public static void write(Path file, String secret) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another process is writing " + file, e);
    }
    Files.write(part, secret.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
