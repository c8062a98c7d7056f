package cairn.packing.policy;

import cairn.packing.Devices;
import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;
import java.util.random.RandomGenerator;

/**
 * Any node that fits, and for a share any GPU that fits, each with the same chance. The floor that
 * every other policy has to beat.
 */
public final class RandomChoice implements Policy {
  private final RandomGenerator random;

  public RandomChoice(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "Random";
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    return 0;
  }

  @Override
  public boolean drawsLots() {
    return true;
  }

  @Override
  public int draw(int equals) {
    return random.nextInt(equals);
  }

  @Override
  public int devices(Fleet fleet, int node, Shape shape) {
    if (!shape.isShare()) {
      return Devices.firstFree(fleet, node, shape.gpus());
    }
    var fitting = 0;
    for (var device = 0; device < fleet.devices(node); device++) {
      fitting |= fleet.gpuLeft(node, device) >= shape.gpuMilli() ? 1 << device : 0;
    }
    for (var skip = random.nextInt(Integer.bitCount(fitting)); skip > 0; skip--) {
      fitting &= fitting - 1;
    }
    return Integer.lowestOneBit(fitting);
  }
}
