package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;

/**
 * The node with the least left afterwards, CPU and GPU weighing the same:
 *
 * <pre>
 *   100 x (1 - 0.5 x (cpuLeft - cpu) / cpuMax - 0.5 x (gpuLeft - gpu) / gpuMax), cut
 * </pre>
 *
 * The best fit of multi-dimensional bin packing (Panigrahy et al., "Heuristics for vector bin
 * packing", 2011). The simulator stretches the scores of one decision to 0..100 afterwards, which
 * changes neither their order nor which of them are equal, and is left out.
 */
public final class BestFit implements Policy {
  @Override
  public String name() {
    return "BestFit";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    double cpu = fleet.cpuLeft(node) - shape.cpuMilli();
    double gpu = fleet.idle(node) - shape.task().gpuMilliTotal();
    var left = cpu / fleet.cpuMilliMax() * 0.5;
    if (fleet.gpuMilliMax() > 0) {
      left += gpu / fleet.gpuMilliMax() * 0.5;
    }
    return (int) ((1 - left) * 100);
  }
}
