package cairn.packing.policy;

import cairn.packing.Devices;
import cairn.packing.Fleet;
import cairn.packing.Fragments;
import cairn.packing.Policy;
import cairn.packing.Shape;

/**
 * FGD, fragmentation gradient descent (Weng et al., "Beware of Fragmentation: Scheduling
 * GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023): the node, and for a
 * share the GPU, whose {@link Fragments} grow least.
 *
 * <pre>
 *   100 x sigmoid((F(node) - F(node afterwards)) / 1000), cut
 * </pre>
 *
 * A share tries each GPU that fits; the first of the best is the one it gets.
 */
public final class FragmentationGradient implements Policy {
  private final Fragments fragments;
  private final FragmentsInDoubles doubles;
  private final double unit;

  public FragmentationGradient(Fragments fragments, Fleet fleet) {
    this.fragments = fragments;
    doubles = new FragmentsInDoubles(fragments.typical(), fleet.models());
    unit = fragments.unit() * 1000.0;
  }

  @Override
  public String name() {
    return "FGD";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    var before = fragments.of(fleet, node);
    if (!shape.isShare()) {
      return score(fleet, node, shape, before, Devices.firstFree(fleet, node, shape.gpus()));
    }
    var best = -1;
    var triedFree = false;
    for (var device = 0; device < fleet.devices(node); device++) {
      var left = fleet.gpuLeft(node, device);
      if (left < shape.gpuMilli() || (triedFree && left == Fleet.DEVICE_MILLI)) {
        continue;
      }
      triedFree |= left == Fleet.DEVICE_MILLI;
      best = Math.max(best, score(fleet, node, shape, before, 1 << device));
    }
    return best;
  }

  @Override
  public int devices(Fleet fleet, int node, Shape shape) {
    if (!shape.isShare()) {
      return Devices.firstFree(fleet, node, shape.gpus());
    }
    var before = fragments.of(fleet, node);
    var best = 0;
    var highest = -1;
    for (var device = 0; device < fleet.devices(node); device++) {
      if (fleet.gpuLeft(node, device) >= shape.gpuMilli()) {
        var score = score(fleet, node, shape, before, 1 << device);
        if (score > highest) {
          best = 1 << device;
          highest = score;
        }
      }
    }
    return best;
  }

  private int score(Fleet fleet, int node, Shape shape, long before, int devices) {
    var gain = before - fragments.after(fleet, node, shape, devices);
    // Exactly no change is the one case in which the cut depends on how the published runs rounded:
    // they add doubles, and 50 becomes 49 where the sums differ in their last bit.
    var change =
        gain == 0 && fleet.idle(node) > 0
            ? doubles.gain(fleet, node, shape, devices) / 1000
            : gain / unit;
    return (int) (1 / (1 + Math.exp(-change)) * 100);
  }
}
