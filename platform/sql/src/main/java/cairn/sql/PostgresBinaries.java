package cairn.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come inside of a jar. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The folder {@code bin-VERSION} below, filled at the first call. */
  static Path unpack(Path root) throws IOException {
    var home = root.resolve("bin-" + version());
    if (Files.exists(home)) {
      return home;
    }
    Files.createDirectories(root);
    try (var channel =
            FileChannel.open(
                root.resolve("bin.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!Files.exists(home)) {
        unpackAll(root, home);
      }
    }
    return home;
  }

  private static void unpackAll(Path root, Path home) throws IOException {
    var part = root.resolve("bin.part");
    PostgresFolder.delete(part);
    Files.createDirectories(part);
    var archive = archive();
    try (var packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new IOException("no PostgreSQL for this processor in the program: " + archive);
      }
      try (var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, part);
        }
      }
    }
    Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The version of the programs, as 18.6.0. */
  static String version() throws IOException {
    var properties = new Properties();
    try (InputStream input = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
      if (input == null) {
        throw new IOException("the program was built without postgres.properties");
      }
      properties.load(input);
    }
    return properties.getProperty("version", "");
  }

  private static String archive() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
      case "aarch64" -> "/postgres-linux-arm_64.txz";
      case String other -> "/postgres-linux-" + other + ".txz";
    };
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
