package cairn.ovn;

import cairn.common.CloudException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of a data plane. Sockets lie below its own folder where their paths fit into a socket
 * address (108 bytes with the final NUL), else below {@code /run/cairn-HASH}.
 */
record RunFolder(Path databases, Path logs, Path run) {
  private static final int SOCKET_PATH_MAX = 107;
  private static final String LONGEST_NAME = "/ovn-controller.4194304.ctl";

  static RunFolder of(Path folder) {
    var near = folder.resolve("run");
    var fits = near.toString().length() + LONGEST_NAME.length() <= SOCKET_PATH_MAX;
    return new RunFolder(
        folder.resolve("db"),
        folder.resolve("log"),
        fits ? near : Path.of("/run/cairn-" + hash(folder)));
  }

  private static String hash(Path folder) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(folder.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void create() {
    try {
      for (var folder : new Path[] {databases, logs, run}) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The data plane's folder cannot be written.",
          e.toString(),
          e);
    }
  }

  /** What makes OVS and OVN keep to these folders. */
  Map<String, String> environment() {
    var folder = run.toString();
    return Map.of(
        "OVS_RUNDIR", folder,
        "OVN_RUNDIR", folder,
        "OVS_DBDIR", folder,
        "OVN_DBDIR", folder,
        "OVS_SYSCONFDIR", folder,
        "OVN_SYSCONFDIR", folder,
        "OVS_LOGDIR", logs.toString(),
        "OVN_LOGDIR", logs.toString());
  }

  Path socket(String name) {
    return run.resolve(name + ".sock");
  }

  /** Notes which interface of the machine is used, so that it can be given back. */
  void rememberInterface(Optional<String> externalInterface) {
    try {
      if (externalInterface.isPresent()) {
        Files.writeString(interfaceFile(), externalInterface.get());
      } else {
        Files.deleteIfExists(interfaceFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> rememberedInterface() {
    try {
      return Files.exists(interfaceFile())
          ? Optional.of(Files.readString(interfaceFile()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path interfaceFile() {
    return databases.resolve("external-interface");
  }

  /** Removes all but the logs: it is derived, and made again at the next start. */
  void remove() {
    for (var folder : new Path[] {databases, run}) {
      if (Files.isDirectory(folder)) {
        try (var tree = Files.walk(folder)) {
          for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
