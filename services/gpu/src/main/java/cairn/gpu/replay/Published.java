package cairn.gpu.replay;

import cairn.gpu.trace.OpenB;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published tables: a figure for each percent of load, by workload, policy and seed. */
public final class Published {
  private static final int PERCENT_MAX = 130;
  private final Map<Key, double[]> rows = new HashMap<>();

  private record Key(String workload, String policy, long seed) {}

  private Published(String csv) {
    var lines = csv.lines().toList();
    var names = List.of(lines.getFirst().split(","));
    var first = names.indexOf("0");
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split(",", -1);
      var figures = new double[PERCENT_MAX + 1];
      for (var percent = 0; percent <= PERCENT_MAX; percent++) {
        figures[percent] = Double.parseDouble(cells[first + percent]);
      }
      rows.put(
          new Key(
              cells[0].replace("openb_pod_list_", ""),
              cells[1].replaceFirst("^\\d+-(Gpu)?", ""),
              Long.parseLong(cells[3])),
          figures);
    }
  }

  /** Allocated GPU in percent. */
  public static Published allocation(OpenB trace) {
    return new Published(trace.publishedAllocation());
  }

  /** Fragments in percent. */
  public static Published fragments(OpenB trace) {
    return new Published(trace.publishedFragments());
  }

  /** The figures for 0 to 130 percent. */
  public Optional<double[]> find(String workload, String policy, long seed) {
    return Optional.ofNullable(rows.get(new Key(workload, policy, seed)));
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }
}
