package cairn.ovn;

import cairn.common.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The machine's processes, by /proc. All are named by their id. */
final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration STEP = Duration.ofMillis(20);

  private final Time time;

  Processes(Time time) {
    this.time = time;
  }

  /** A living process' arguments joined by blanks; empty when there is none or it is a zombie. */
  static Optional<String> commandLine(long pid) {
    try {
      var bytes = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8).replace('\0', ' '));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** When a process started, in clock ticks since boot: with its id it names it for good. */
  static Optional<String> startTime(long pid) {
    try {
      var stat = Files.readString(PROC.resolve(pid + "/stat"));
      // The second field is the program's name in parentheses, with any character in it.
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21)[19]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What its network namespace is called by {@link Namespace#identity}. */
  static String networkNamespace(long pid) {
    try {
      return Files.readSymbolicLink(PROC.resolve(pid + "/ns/net")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** The processes that fit, but this one and those that it descends from. */
  static List<Long> matching(LongPredicate fits) {
    var own = ownLine();
    try (var entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .filter(pid -> !own.contains(pid) && fits.test(pid))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Long> ownLine() {
    var line = new HashSet<Long>();
    for (var next = Optional.of(ProcessHandle.current());
        next.isPresent();
        next = next.get().parent()) {
      line.add(next.get().pid());
    }
    return line;
  }

  /** Ends processes: first asking, then by force, and returns when they are gone. */
  void end(List<Long> pids) {
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    awaitEnd(pids);
    pids.stream()
        .filter(pid -> commandLine(pid).isPresent())
        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    awaitEnd(pids);
  }

  private void awaitEnd(List<Long> pids) {
    var deadline = time.nanos() + GRACE.toNanos();
    while (pids.stream().anyMatch(pid -> commandLine(pid).isPresent()) && time.nanos() < deadline) {
      try {
        time.sleep(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
