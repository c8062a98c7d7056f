package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Models;
import cairn.packing.Shape;
import cairn.packing.Typical;

/**
 * The fragments of a node added up as the published runs did it: in doubles, one sum for each
 * reason, the kinds in their order, then the sums in theirs. Slow, and needed only where the last
 * bit counts.
 */
final class FragmentsInDoubles {
  private static final int LACKS_BOTH = 0;
  private static final int LACKS_GPU = 1;
  private static final int RUNS = 2;
  private static final int LACKS_CPU = 3;
  private static final int CPU_ONLY_RUNS = 4;
  private static final int CPU_ONLY_LACKS_CPU = 5;
  private static final int WRONG_MODEL = 6;

  private final int[] cpu;
  private final int[] gpus;
  private final int[] milli;
  private final long[] models;
  private final double[] frequency;
  private final double[] sums = new double[7];

  FragmentsInDoubles(Typical typical, Models models) {
    var kinds = typical.kinds();
    cpu = kinds.stream().mapToInt(kind -> kind.task().cpuMilli()).toArray();
    gpus = kinds.stream().mapToInt(kind -> kind.task().gpus()).toArray();
    milli = kinds.stream().mapToInt(kind -> kind.task().gpuMilli()).toArray();
    this.models = kinds.stream().mapToLong(kind -> models.mask(kind.task().models())).toArray();
    // Two divisions, as there: the share of all tasks, then of those that the kinds stand for.
    var tasks = (double) typical.tasks();
    var covered = typical.total() / tasks;
    frequency = kinds.stream().mapToDouble(kind -> kind.count() / tasks / covered).toArray();
  }

  /** F(node) less F(node with that shape on those devices), in thousandths of a GPU. */
  double gain(Fleet fleet, int node, Shape shape, int devices) {
    var before = of(fleet, node, fleet.cpuLeft(node), 0, 0);
    var cpuLeft = fleet.cpuLeft(node) - shape.cpuMilli();
    return before - of(fleet, node, cpuLeft, devices, shape.gpuMilli());
  }

  private double of(Fleet fleet, int node, int cpuLeft, int devices, int taken) {
    java.util.Arrays.fill(sums, 0);
    var idle = fleet.idle(node) - Integer.bitCount(devices) * taken;
    for (var kind = 0; kind < cpu.length; kind++) {
      var enoughCpu = cpuLeft >= cpu[kind];
      if (gpus[kind] == 0) {
        sums[enoughCpu ? CPU_ONLY_RUNS : CPU_ONLY_LACKS_CPU] += frequency[kind] * idle;
      } else if ((models[kind] >>> fleet.model(node) & 1) == 0) {
        sums[WRONG_MODEL] += frequency[kind] * idle;
      } else {
        var fitting = 0;
        var tooSmall = 0;
        for (var device = 0; device < fleet.devices(node); device++) {
          var left = fleet.gpuLeft(node, device) - (devices >>> device & 1) * taken;
          if (left >= milli[kind]) {
            fitting++;
          } else {
            tooSmall += left;
          }
        }
        var enoughGpu = fitting >= gpus[kind];
        if (enoughCpu && enoughGpu) {
          sums[LACKS_GPU] += frequency[kind] * tooSmall;
        } else if (enoughGpu) {
          sums[LACKS_CPU] += frequency[kind] * idle;
        } else {
          sums[enoughCpu ? LACKS_GPU : LACKS_BOTH] += frequency[kind] * idle;
        }
      }
    }
    var sum = 0.0;
    for (var reason = 0; reason < sums.length; reason++) {
      if (reason != RUNS) {
        sum += sums[reason];
      }
    }
    return sum;
  }
}
