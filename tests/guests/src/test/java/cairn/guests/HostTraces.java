package cairn.guests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What guests are on this machine, as its processes, interfaces and files show. */
final class HostTraces {
  private static final Pattern GUEST = Pattern.compile("\0-uuid\0([0-9a-f-]{36})\0");
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final KilledCloud cloud;

  HostTraces(KilledCloud cloud) {
    this.cloud = cloud;
  }

  /** The servers that have a QEMU; one that has two is there twice. */
  List<String> qemus() {
    var folder = cloud.data().resolve("host").toString();
    try (var all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> link(path.resolve("cwd")).startsWith(folder))
          .map(path -> GUEST.matcher(text(path.resolve("cmdline"))))
          .filter(java.util.regex.Matcher::find)
          .map(found -> found.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The servers that have a folder. */
  Set<String> folders() {
    return ids(cloud.data().resolve("host/guests"));
  }

  /** The servers that have a control group, of whichever controller. */
  Set<String> groups() {
    var found = new TreeSet<String>();
    for (var controller : List.of("", "memory", "cpu", "pids")) {
      found.addAll(ids(Path.of("/sys/fs/cgroup", controller, "cairn")));
    }
    return found;
  }

  private static Set<String> ids(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new TreeSet<>();
    }
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> ID.matcher(name).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The taps, named by the beginning of their port's id. */
  Set<String> taps() {
    var links =
        run("nsenter", "--net=/run/netns/" + cloud.namespace(), "--", "ip", "-br", "link", "show");
    return links
        .lines()
        .map(line -> line.split("[ @]")[0])
        .filter(name -> name.startsWith("tap"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ports of guests that OVN has, by their ids. */
  Set<String> ovnPorts() {
    var socket = cloud.data().resolve("network/run/nb.sock");
    var names =
        run(
            "ovn-nbctl",
            "--db=unix:" + socket,
            "--bare",
            "--columns=name",
            "find",
            "Logical_Switch_Port",
            "type=\"\"");
    return names
        .lines()
        .filter(name -> ID.matcher(name).matches())
        .map(name -> UUID.fromString(name).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String run(String... command) {
    return Shell.run(Duration.ofMinutes(1), true, Map.of(), List.of(command)).good();
  }

  private static String link(Path path) {
    try {
      return Files.readSymbolicLink(path).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      return "";
    }
  }
}
