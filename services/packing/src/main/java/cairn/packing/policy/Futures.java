package cairn.packing.policy;

import cairn.packing.Task;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lists of tasks that might come to a node, for each model, drawn once. A list is a stratified
 * sample of the {@link Offers}: of its n tasks one is drawn from each n-th part of the rates, then
 * they are shuffled. It has {@link #LENGTH} tasks where any node can run anything, and as many more
 * as the load of the model is higher. Immutable.
 */
final class Futures {
  /** How many lists there are for each model. */
  static final int LISTS = 32;

  /** How many tasks a list has at a load of 1. */
  static final int LENGTH = 100;

  private static final int LENGTH_MAX = 4 * LENGTH;

  /** The numbers that describe one task in a list: CPU, GPUs, share of each. */
  static final int FIELDS = 3;

  /**
   * A node whose emptiest GPU has at most so much left is offered a list without the tasks that
   * want more, which it could not take anyway: most nodes of a busy fleet are like that.
   */
  private static final int[] LEVELS = {1000, 999, 700, 500, 400, 300, 200, 100};

  private final int[][][][] lists;
  private final int[] cpuMin;
  private final int shareMin;

  Futures(Offers offers, int models, RandomGenerator random) {
    lists = new int[models][LEVELS.length][LISTS][];
    cpuMin = new int[models];
    shareMin = offers.tasks().stream().mapToInt(Task::gpuMilli).min().orElse(Integer.MAX_VALUE);
    for (var model = 0; model < models; model++) {
      var rates = offers.rates(model);
      cpuMin[model] = cpuMin(offers.tasks(), rates);
      for (var list = 0; list < LISTS; list++) {
        var drawn = draw(offers.tasks(), rates, random);
        for (var level = 0; level < LEVELS.length; level++) {
          lists[model][level][list] = upTo(LEVELS[level], drawn);
        }
      }
    }
  }

  private static int cpuMin(List<Task> tasks, double[] rates) {
    var least = Integer.MAX_VALUE;
    for (var kind = 0; kind < rates.length; kind++) {
      least = rates[kind] > 0 ? Math.min(least, tasks.get(kind).cpuMilli()) : least;
    }
    return least;
  }

  private static int[] draw(List<Task> tasks, double[] rates, RandomGenerator random) {
    var load = Arrays.stream(rates).sum();
    var length = (int) Math.min(LENGTH_MAX, Math.round(LENGTH * load));
    var list = new int[length * FIELDS];
    var offset = random.nextDouble();
    var kind = 0;
    var below = 0.0;
    for (var drawn = 0; drawn < length; drawn++) {
      var at = (drawn + offset) / length * load;
      while (kind < rates.length - 1 && (rates[kind] == 0 || below + rates[kind] <= at)) {
        below += rates[kind++];
      }
      var place = random.nextInt(drawn + 1) * FIELDS;
      System.arraycopy(list, place, list, drawn * FIELDS, FIELDS);
      list[place] = tasks.get(kind).cpuMilli();
      list[place + 1] = tasks.get(kind).gpus();
      list[place + 2] = tasks.get(kind).gpuMilli();
    }
    return list;
  }

  private static int[] upTo(int share, int[] list) {
    var kept = new int[list.length];
    var length = 0;
    for (var task = 0; task < list.length; task += FIELDS) {
      if (list[task + 2] <= share) {
        System.arraycopy(list, task, kept, length, FIELDS);
        length += FIELDS;
      }
    }
    return Arrays.copyOf(kept, length);
  }

  /**
   * The lists for nodes of that model, each {@link #FIELDS} numbers for a task; tasks that want
   * more than that share may be left out.
   */
  int[][] lists(int model, int share) {
    var level = LEVELS.length - 1;
    while (LEVELS[level] < share) {
      level--;
    }
    return lists[model][level];
  }

  /** No task that runs on that model wants less CPU. */
  int cpuMin(int model) {
    return cpuMin[model];
  }

  /** No task wants less of a GPU. */
  int shareMin() {
    return shareMin;
  }
}
