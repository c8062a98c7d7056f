package cairn.qemu;

import cairn.common.Time;
import cairn.protocol.GuestSpec.Machine;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A control group for each guest, where the host has them and lets us: version 2 (one tree) or 1 (a
 * tree for each kind of limit). A guest also leaves the agent's own group by that, so that whoever
 * stops the agent's service does not stop the guests. A limit that cannot be set is left out.
 */
final class Cgroups {
  private static final System.Logger LOG = System.getLogger(Cgroups.class.getName());
  private static final String PARENT = "cairn";

  /** What QEMU itself needs beside the guest's memory: devices, translated code, VNC. */
  private static final long OVERHEAD_BYTES = 512L << 20;

  private static final int TASKS_MAX = 1024;
  private static final long SHARES_PER_VCPU = 1024;
  private static final long WEIGHT_PER_VCPU = 100;

  private static final Duration POLL = Duration.ofMillis(10);
  private static final int POLLS_MAX = 500;

  private final Path root;
  private final Time time;

  Cgroups(Path root, Time time) {
    this.root = root;
    this.time = time;
  }

  /** Makes the guest's groups; the folders that its process is to join. */
  List<Path> ensure(UUID server, Machine machine) {
    var memory = Long.toString((machine.memoryMib() * (1L << 20)) + OVERHEAD_BYTES);
    var tasks = Integer.toString(TASKS_MAX);
    var made = new ArrayList<Path>();
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      enable(root);
      var group = make(root, server, made);
      enable(root.resolve(PARENT));
      set(group.resolve("memory.max"), memory);
      set(group.resolve("pids.max"), tasks);
      set(group.resolve("cpu.weight"), Long.toString(WEIGHT_PER_VCPU * machine.vcpus()));
    } else {
      set(make(root.resolve("memory"), server, made).resolve("memory.limit_in_bytes"), memory);
      set(make(root.resolve("pids"), server, made).resolve("pids.max"), tasks);
      set(
          make(root.resolve("cpu"), server, made).resolve("cpu.shares"),
          Long.toString(SHARES_PER_VCPU * machine.vcpus()));
    }
    return made;
  }

  /**
   * Removes the groups of a guest that does not run, and the one above when it was the last. The
   * threads of a process may be in its group for a moment after the process has ended.
   */
  void remove(UUID server) {
    for (var parent : parents()) {
      var group = parent.resolve(server.toString());
      if (Files.exists(group)) {
        delete(group);
        for (var poll = 0; poll < POLLS_MAX && Files.exists(group) && rest(); poll++) {
          delete(group);
        }
        delete(parent);
      }
    }
  }

  private boolean rest() {
    try {
      time.sleep(POLL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Removes every group that no process is in. */
  void sweep() {
    for (var parent : parents()) {
      if (Files.isDirectory(parent)) {
        try (var groups = Files.newDirectoryStream(parent, Files::isDirectory)) {
          groups.forEach(Cgroups::delete);
        } catch (IOException e) {
          LOG.log(Level.DEBUG, () -> "control groups not listed: " + parent, e);
        }
        delete(parent);
      }
    }
  }

  private List<Path> parents() {
    return Stream.of("", "memory", "pids", "cpu")
        .map(tree -> root.resolve(tree).resolve(PARENT))
        .toList();
  }

  private static Path make(Path tree, UUID server, List<Path> made) {
    var group = tree.resolve(PARENT).resolve(server.toString());
    try {
      if (Files.isDirectory(tree)) {
        Files.createDirectories(group);
        made.add(group);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "no control group " + group, e);
    }
    return group;
  }

  private static void enable(Path group) {
    for (var controller : List.of("+memory", "+pids", "+cpu")) {
      set(group.resolve("cgroup.subtree_control"), controller);
    }
  }

  private static void set(Path file, String value) {
    try {
      if (Files.exists(file)) {
        Files.writeString(file, value);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "limit not set: " + file, e);
    }
  }

  private static void delete(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "control group still in use: " + group, e);
    }
  }
}
