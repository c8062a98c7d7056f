package cairn.packing.policy;

import cairn.packing.Devices;
import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;

/**
 * GPUs in use before free ones, nodes in use before free ones:
 *
 * <pre>
 *   a GPU that others share   max(100 - (percent that the GPU has left) / 10, 50)
 *   n free GPUs, used node    max(50 - n, 33)
 *   a node with f GPUs, all free   max(33 - f, f)
 *   no GPU asked for          0
 * </pre>
 *
 * The packing of MLaaS (Weng et al., "MLaaS in the wild", NSDI 2022).
 */
public final class Packing implements Policy {
  @Override
  public String name() {
    return "Packing";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    if (shape.gpus() == 0) {
      return 0;
    }
    var free = fleet.free(node);
    if (free == fleet.devices(node)) {
      return Math.max(33 - free, free);
    }
    if (!shape.isShare()) {
      return Math.max(50 - shape.gpus(), 33);
    }
    var device = Integer.numberOfTrailingZeros(Devices.tightest(fleet, node, shape.gpuMilli()));
    var left = fleet.gpuLeft(node, device);
    if (left == Fleet.DEVICE_MILLI) {
      return 49;
    }
    return Math.max(100 - left * 100 / Fleet.DEVICE_MILLI / 10, 50);
  }
}
