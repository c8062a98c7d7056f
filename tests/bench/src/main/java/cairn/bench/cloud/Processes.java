package cairn.bench.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Some processes with all below them, as Linux accounts for them (proc(5)).
 *
 * @param roots the processes now; asked again at each reading, since they may be started again
 */
public record Processes(Supplier<List<Long>> roots) {
  /** Ticks in a second, USER_HZ, on every Linux that Java runs on. */
  private static final double TICK_MILLIS = 10;

  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

  private record Stat(long parent, double cpuMillis) {}

  /** Processor time in milliseconds that they have used, and those of their children that ended. */
  public double cpuMillis() {
    return tree().values().stream().mapToDouble(Stat::cpuMillis).sum();
  }

  /** Memory in MiB: what each has alone, and its share of what several have. */
  public double pssMib() {
    return tree().keySet().stream().mapToDouble(Processes::pss).sum();
  }

  private Map<Long, Stat> tree() {
    var all = new HashMap<Long, Stat>();
    var children = new HashMap<Long, List<Long>>();
    try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var folder : folders) {
        var pid = Long.parseLong(String.valueOf(folder.getFileName()));
        stat(folder)
            .ifPresent(stat -> {
              all.put(pid, stat);
              children.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(pid);
            });
      }
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read", e);
    }
    var found = new LinkedHashMap<Long, Stat>();
    var todo = new ArrayDeque<>(roots.get());
    while (!todo.isEmpty()) {
      var pid = todo.pop();
      var stat = all.get(pid);
      if (stat != null && found.put(pid, stat) == null) {
        todo.addAll(children.getOrDefault(pid, List.of()));
      }
    }
    return found;
  }

  private static Optional<Stat> stat(Path folder) {
    try {
      var text = Files.readString(folder.resolve("stat"));
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      var ticks = 0L;
      for (var i = 11; i <= 14; i++) { // utime, stime, cutime, cstime
        ticks += Long.parseLong(fields[i]);
      }
      return Optional.of(new Stat(Long.parseLong(fields[1]), ticks * TICK_MILLIS));
    } catch (IOException e) {
      return Optional.empty(); // it has just ended
    }
  }

  private static double pss(long pid) {
    try {
      var rollup = Files.readString(Path.of("/proc/%d/smaps_rollup".formatted(pid)));
      var matcher = PSS.matcher(rollup);
      return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024.0 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
