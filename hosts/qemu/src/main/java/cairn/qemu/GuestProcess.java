package cairn.qemu;

import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process, named so that a later one with the same id is not taken for it.
 *
 * @param pid its id
 * @param started when it started, in clock ticks since the machine's start: field 22 of
 *     /proc/PID/stat (proc(5))
 */
record GuestProcess(long pid, long started) {
  private static final Duration POLL = Duration.ofMillis(20);

  /** The process that a file names, as "PID STARTED". */
  static Optional<GuestProcess> read(Path file) throws IOException {
    try {
      var parts = Files.readString(file).strip().split(" ");
      return parts.length == 2
          ? Optional.of(new GuestProcess(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it runs; a zombie does not. */
  boolean alive() {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // the name in parentheses may hold anything, so count from its end
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[19]) == started
          && !"Z".equals(fields[0])
          && !"X".equals(fields[0]);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Asks it to end, then forces it; returns whether it has gone. */
  boolean end(Duration patience, Time time) throws InterruptedException {
    signal(false);
    if (!gone(patience, time)) {
      signal(true);
    }
    return gone(patience, time);
  }

  private void signal(boolean force) {
    if (alive()) {
      ProcessHandle.of(pid)
          .ifPresent(handle -> {
            if (force) {
              handle.destroyForcibly();
            } else {
              handle.destroy();
            }
          });
    }
  }

  private boolean gone(Duration most, Time time) throws InterruptedException {
    var polls = most.dividedBy(POLL);
    for (var poll = 0L; poll < polls && alive(); poll++) {
      time.sleep(POLL);
    }
    return !alive();
  }
}
