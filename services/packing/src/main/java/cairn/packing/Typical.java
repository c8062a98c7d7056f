package cairn.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is usually asked for: the commonest kinds of tasks and how often each comes. This is the
 * demand that {@link Fragments} measures a fleet by.
 *
 * @param kinds the commonest first
 * @param total how many tasks those kinds stand for
 * @param tasks how many tasks there were in all
 * @param rare the other kinds, the commonest first
 */
public record Typical(List<Kind> kinds, int total, int tasks, List<Kind> rare) {
  private static final int COVERED_PERCENT = 95;

  private static final Comparator<Kind> COMMONEST_FIRST =
      Comparator.comparingInt(Kind::count)
          .thenComparingInt(kind -> kind.task().cpuMilli())
          .thenComparingInt(kind -> kind.task().gpuMilli())
          .thenComparingInt(kind -> kind.task().gpus())
          .thenComparing(kind -> String.join("|", kind.task().models()))
          .reversed();

  /** Copies the lists. */
  public Typical {
    kinds = List.copyOf(kinds);
    rare = List.copyOf(rare);
  }

  /** All kinds, the commonest first. */
  public List<Kind> all() {
    return Stream.concat(kinds.stream(), rare.stream()).toList();
  }

  /**
   * One kind of task.
   *
   * @param task without memory, which is no part of a kind
   * @param count how many of them there were
   */
  public record Kind(Task task, int count) {}

  /**
   * The commonest kinds of these tasks that make up at least 95 % of them, as Weng et al. (USENIX
   * ATC 2023) take them.
   */
  public static Typical of(List<Task> tasks) {
    var counts = new HashMap<Task, Integer>();
    for (var task : tasks) {
      counts.merge(
          new Task(task.cpuMilli(), 0, task.gpus(), task.gpuMilli(), task.models()),
          1,
          Integer::sum);
    }
    var all = new ArrayList<Kind>();
    counts.forEach((task, count) -> all.add(new Kind(task, count)));
    all.sort(COMMONEST_FIRST);
    var covered = 0;
    var taken = 0;
    while (taken < all.size() && covered * 100L < (long) COVERED_PERCENT * tasks.size()) {
      covered += all.get(taken++).count();
    }
    return new Typical(
        all.subList(0, taken), covered, tasks.size(), all.subList(taken, all.size()));
  }
}
