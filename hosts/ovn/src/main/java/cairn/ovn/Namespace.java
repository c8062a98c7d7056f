package cairn.ovn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A named network namespace, as iproute2 keeps them: a file below /run/netns on which the namespace
 * is mounted. The empty name is the machine's root namespace.
 */
final class Namespace {
  static final Path FOLDER = Path.of("/run/netns");

  private final String name;

  Namespace(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isRoot() {
    return name.isEmpty();
  }

  Path file() {
    return isRoot() ? Path.of("/proc/1/ns/net") : FOLDER.resolve(name);
  }

  /** Runs commands inside. Unlike {@code ip netns exec} this makes no mounts. */
  Commands commands(Map<String, String> environment) {
    return new Commands(isRoot() ? List.of() : List.of("nsenter", "--net=" + file()), environment);
  }

  Commands commands() {
    return commands(Map.of());
  }

  /** Makes it when it is missing; true when it was. */
  boolean ensure() {
    if (isRoot() || exists()) {
      return false;
    }
    var outside = new Commands(List.of(), Map.of());
    try {
      // A file without a mount is what a crash between the two leaves.
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    outside.run("ip", "netns", "add", name);
    commands().run("ip", "link", "set", "lo", "up");
    return true;
  }

  boolean exists() {
    if (isRoot()) {
      return true;
    }
    var needle = " " + file() + " ";
    try (var mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return mounts.anyMatch(line -> line.contains(needle) && line.contains(" - nsfs "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code /proc/PID/ns/net} of a process in it points to. */
  String identity() {
    try {
      return isRoot()
          ? Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString()
          : "net:[" + Files.getAttribute(file(), "unix:ino") + "]";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove() {
    if (isRoot()) {
      return;
    }
    new Commands(List.of(), Map.of()).attempt("ip", "netns", "del", name);
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The namespaces whose name starts so. */
  static List<String> named(String prefix) {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
