package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;

/**
 * Tasks of one size (shares, 1 GPU, 2 GPUs...) to each other, the fuller node first:
 *
 * <pre>
 *   25 x (gpuMax - gpuLeft) / gpuMax, cut
 *     + 75 where only tasks of its size run, 50 where some of them are among others,
 *       25 where no GPU task runs, 0 elsewhere
 *   no GPU asked for: 0
 * </pre>
 *
 * After Gandiva (Xiao et al., OSDI 2018).
 */
public final class Clustering implements Policy {
  @Override
  public String name() {
    return "Clustering";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    if (shape.gpus() == 0) {
      return 0;
    }
    var max = fleet.gpuMilliMax();
    var fullness = 25 * (max - fleet.idle(node)) / max;
    var sizes = fleet.sizesPresent(node);
    if (fleet.sameSize(node, shape) > 0) {
      return fullness + (sizes == 1 ? 75 : 50);
    }
    return fullness + (sizes == 0 ? 25 : 0);
  }
}
