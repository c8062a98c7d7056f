package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;

/**
 * The node whose rest points least in the direction of the task:
 *
 * <pre>
 *   100 x (1 - ((cpuLeft / cpuMax) x (cpu / cpuMax) + (gpuLeft / gpuMax) x (gpu / gpuMax)) / 2), cut
 * </pre>
 *
 * The alignment score of Tetris (Grandl et al., "Multi-resource packing for cluster schedulers",
 * SIGCOMM 2014), turned round as the simulator has it.
 */
public final class DotProduct implements Policy {
  @Override
  public String name() {
    return "DotProd";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    double cpuMax = Math.max(1, fleet.cpuMilliMax());
    double gpuMax = Math.max(1, fleet.gpuMilliMax());
    var cpu = fleet.cpuLeft(node) / cpuMax * (shape.cpuMilli() / cpuMax);
    var gpu = fleet.idle(node) / gpuMax * (shape.task().gpuMilliTotal() / gpuMax);
    return (int) (100 * (1 - (cpu + gpu) / 2));
  }
}
