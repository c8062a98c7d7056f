package cairn.packing;

import java.util.Arrays;

/**
 * How much of a node's idle GPU is a fragment: of no use to what is usually asked for. After Weng
 * et al., "Beware of Fragmentation", USENIX ATC 2023:
 *
 * <pre>
 *   F(node) = sum over typical kinds t of frequency(t) x fragment(node, t)
 *   fragment(node, t) = all idle GPU                     if t cannot run there now
 *                     = the idle GPU of those devices    otherwise
 *                       with less left than t asks for
 * </pre>
 *
 * Frequencies are counts here, so every amount is a whole number, {@link #unit} times as large as
 * in the formula, and exact. The sum over the kinds is not made: for every model, every threshold
 * of CPU and every share of a device it was made once, and an amount is a few look-ups. Immutable.
 */
public final class Fragments {
  private final Typical typical;
  private final int[][] cpuSteps;
  private final int[] firstRow;
  private final short[] shareRank = new short[Fleet.DEVICE_MILLI + 1];
  private final int shareRanks;
  private final int[] shares;
  private final int[] wholes;

  /** For that demand, on fleets with those models. */
  public Fragments(Typical typical, Models models) {
    this.typical = typical;
    var sharesAsked =
        typical.kinds().stream()
            .map(Typical.Kind::task)
            .filter(Task::isShare)
            .mapToInt(Task::gpuMilli)
            .distinct()
            .sorted()
            .toArray();
    shareRanks = sharesAsked.length + 1;
    for (var left = 0; left <= Fleet.DEVICE_MILLI; left++) {
      shareRank[left] = (short) rank(sharesAsked, left);
    }
    cpuSteps = new int[models.count()][];
    firstRow = new int[models.count()];
    var rows = 0;
    for (var model = 0; model < models.count(); model++) {
      cpuSteps[model] = cpuSteps(models, model);
      firstRow[model] = rows;
      rows += cpuSteps[model].length + 1;
    }
    shares = new int[rows * shareRanks];
    wholes = new int[rows * (Node.GPUS_MAX + 1)];
    for (var model = 0; model < models.count(); model++) {
      for (var kind : typical.kinds()) {
        if (asksFor(kind.task(), models, model)) {
          enter(kind, model, sharesAsked);
        }
      }
    }
  }

  /** How many of the sorted numbers are at most that. */
  private static int rank(int[] sorted, int most) {
    var at = Arrays.binarySearch(sorted, most);
    return at < 0 ? -at - 1 : at + 1;
  }

  private int[] cpuSteps(Models models, int model) {
    return typical.kinds().stream()
        .map(Typical.Kind::task)
        .filter(task -> asksFor(task, models, model))
        .mapToInt(Task::cpuMilli)
        .distinct()
        .sorted()
        .toArray();
  }

  private static boolean asksFor(Task task, Models models, int model) {
    return task.gpus() > 0 && (models.mask(task.models()) >>> model & 1) != 0;
  }

  /** Adds a kind wherever there is CPU and GPU enough for it. */
  private void enter(Typical.Kind kind, int model, int[] sharesAsked) {
    var task = kind.task();
    for (var step = rank(cpuSteps[model], task.cpuMilli());
        step <= cpuSteps[model].length;
        step++) {
      var row = firstRow[model] + step;
      if (task.isShare()) {
        for (var rank = rank(sharesAsked, task.gpuMilli()); rank < shareRanks; rank++) {
          shares[row * shareRanks + rank] += kind.count();
        }
      } else {
        for (var free = task.gpus(); free <= Node.GPUS_MAX; free++) {
          wholes[row * (Node.GPUS_MAX + 1) + free] += kind.count();
        }
      }
    }
  }

  /** The demand that it measures by. */
  public Typical typical() {
    return typical;
  }

  /** By how much all amounts are too large: how many tasks the typical kinds stand for. */
  public int unit() {
    return typical.total();
  }

  /** F(node) as it is, times {@link #unit}, in thousandths of a GPU. */
  public long of(Fleet fleet, int node) {
    return of(fleet, node, fleet.cpuLeft(node), 0, 0);
  }

  /** F(node) as it would be with that shape on those devices, times {@link #unit}. */
  public long after(Fleet fleet, int node, Shape shape, int devices) {
    return of(fleet, node, fleet.cpuLeft(node) - shape.cpuMilli(), devices, shape.gpuMilli());
  }

  private long of(Fleet fleet, int node, int cpuLeft, int devices, int taken) {
    var row = row(fleet.model(node), cpuLeft);
    var count = fleet.devices(node);
    var idle = 0;
    var most = 0;
    var free = 0;
    for (var device = 0; device < count; device++) {
      var left = fleet.gpuLeft(node, device) - (devices >>> device & 1) * taken;
      idle += left;
      most = Math.max(most, left);
      free += left == Fleet.DEVICE_MILLI ? 1 : 0;
    }
    if (idle == 0) {
      return 0;
    }
    var shareRow = row * shareRanks;
    long sharesRun = shares[shareRow + shareRank[most]];
    long wholesRun = wholes[row * (Node.GPUS_MAX + 1) + free];
    var amount = idle * (unit() - sharesRun - wholesRun);
    amount += (idle - free * Fleet.DEVICE_MILLI) * wholesRun;
    for (var device = 0; device < count; device++) {
      var left = fleet.gpuLeft(node, device) - (devices >>> device & 1) * taken;
      amount += left * (sharesRun - shares[shareRow + shareRank[left]]);
    }
    return amount;
  }

  private int row(int model, int cpuLeft) {
    var steps = cpuSteps[model];
    var low = 0;
    var high = steps.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (steps[middle] <= cpuLeft) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return firstRow[model] + low;
  }
}
