package cairn.qemu;

import cairn.agent.GuestRecord;
import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * Where all of one guest lies.
 *
 * @param server whose it is
 * @param path the folder
 * @param alias the same folder by a name short enough for a socket's address (108 bytes, unix(7))
 */
record GuestFolder(UUID server, Path path, Path alias) {
  private static final System.Logger LOG = System.getLogger(GuestFolder.class.getName());

  Path record() {
    return path.resolve("guest.json");
  }

  Path pid() {
    return path.resolve("pid");
  }

  Path owner() {
    return path.resolve("uid");
  }

  Path argv() {
    return path.resolve("argv");
  }

  Path errors() {
    return path.resolve("stderr.log");
  }

  /** Encrypted by the guest for its owner. */
  Path password() {
    return path.resolve("password");
  }

  Path disk() {
    return path.resolve("disk.qcow2");
  }

  Path configDrive() {
    return path.resolve("config.iso");
  }

  Path serialLog() {
    return path.resolve("serial.log");
  }

  Path serialLogBefore() {
    return path.resolve("serial.log.1");
  }

  Path run() {
    return path.resolve("run");
  }

  Path qmp() {
    return alias.resolve("run/qmp.sock");
  }

  Path vnc() {
    return alias.resolve("run/vnc.sock");
  }

  boolean exists() {
    return Files.exists(path);
  }

  void keep(GuestRecord record) {
    try {
      if (!exists()) {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, Access.PASSABLE);
      }
      write(record(), Json.write(record));
    } catch (IOException e) {
      throw failure("The server's state could not be kept on the host.", e);
    }
  }

  /** The record; empty, and the operator is told, when it cannot be read. */
  Optional<GuestRecord> read() {
    try {
      return Optional.of(Json.read(Files.readString(record()), GuestRecord.class));
    } catch (IOException | JacksonException e) {
      LOG.log(Level.ERROR, () -> record() + " cannot be read; the guest is left as it is", e);
      return Optional.empty();
    }
  }

  static void write(Path file, String text) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, Access.PRIVATE_ATTRIBUTE);
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes everything, the record last: what is left of a half-done removal is still known. */
  void remove() {
    if (!exists()) {
      return;
    }
    try {
      try (var files = Files.walk(path)) {
        var all =
            files
                .sorted(Comparator.reverseOrder())
                .filter(file -> !file.equals(path) && !file.equals(record()))
                .toList();
        for (var file : all) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(record());
      Files.deleteIfExists(path);
    } catch (IOException | UncheckedIOException e) {
      throw failure("The server's files could not be removed.", e);
    }
  }

  private CloudException failure(String sentence, Exception e) {
    var full = String.valueOf(e.getMessage()).contains("No space left");
    return new CloudException(
        Kind.INTERNAL, full ? "The host's disk is full." : sentence, path + ": " + e, e);
  }
}
