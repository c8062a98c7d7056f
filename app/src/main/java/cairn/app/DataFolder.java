package cairn.app;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that one cloud keeps on this machine, in one folder; docs/operator/data-folder.md
 * tells each part. The folder is the owner's alone (mode 0711: PostgreSQL and guests pass through
 * as users of their own).
 */
record DataFolder(Path root) {
  static DataFolder at(Path path) {
    return new DataFolder(path.toAbsolutePath().normalize());
  }

  Path configuration() {
    return root.resolve("cairn.yaml");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path network() {
    return root.resolve("network");
  }

  Path images() {
    return root.resolve("images");
  }

  Path host() {
    return root.resolve("host");
  }

  Path keys() {
    return root.resolve("secrets");
  }

  Path log() {
    return root.resolve("log").resolve("cairn.log");
  }

  Path pidFile() {
    return root.resolve("cairn.pid");
  }

  Path openrc() {
    return root.resolve("openrc");
  }

  Path cloudsYaml() {
    return root.resolve("clouds.yaml");
  }

  Path guestImage() {
    return root.resolve("cache").resolve("guest");
  }

  /** Makes the folder. */
  void create() throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    for (var ours : List.of(keys(), images(), root.resolve("log"))) {
      Files.createDirectories(ours);
      Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** A random secret of that name, made at its first use. */
  String secret(String name) {
    try {
      return Secrets.readOrCreate(
          keys().resolve(name), () -> HexFormat.of().formatHex(Entropy.system().bytes(16)));
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The secret %s cannot be read. Are you the owner of %s?".formatted(name, root),
          "",
          e);
    }
  }

  /** The password of the user admin. */
  String adminPassword() {
    return secret("admin-password");
  }
}
