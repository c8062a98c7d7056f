package cairn.gpu.replay;

import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.Pod;
import cairn.packing.Fleet;
import cairn.packing.Refusal;
import cairn.packing.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Tasks that would not fit even if the fleet were empty, which is another thing than a full one.
 */
public final class Impossible {
  private static final int TOLD_MAX = 10;

  private Impossible() {}

  /** Refuses tasks that can never run on those nodes, one line for each kind of them. */
  public static void refuse(String source, Workload workload) {
    var fleet = new Fleet(workload.nodes());
    var seen = new HashSet<Task>();
    var lines = new ArrayList<String>();
    for (var pod : workload.pods()) {
      if (seen.add(pod.task())) {
        var refusal = Refusal.of(fleet, fleet.shape(pod.task()));
        if (refusal.nodes() == fleet.size()) {
          lines.add("%s: %s".formatted(source, line(pod, fleet, workload)));
        }
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    var told = new ArrayList<>(lines.subList(0, Math.min(TOLD_MAX, lines.size())));
    if (lines.size() > TOLD_MAX) {
      told.add("%s: and %d more kinds of tasks".formatted(source, lines.size() - TOLD_MAX));
    }
    throw new BadInput(String.join("\n", told));
  }

  private static String line(Pod pod, Fleet fleet, Workload workload) {
    var unknown =
        pod.task().models().stream()
            .filter(name -> fleet.models().mask(List.of(name)) == 0)
            .toList();
    if (!unknown.isEmpty() && unknown.size() == pod.task().models().size()) {
      return "task %s can never fit: no node has a GPU of model %s"
          .formatted(pod.name(), String.join(" or ", unknown));
    }
    return "task %s (%s) can never fit: of %s"
        .formatted(
            pod.name(),
            Shapes.text(pod.task()),
            Refusal.of(new Fleet(workload.nodes()), fleet.shape(pod.task())).text());
  }
}
