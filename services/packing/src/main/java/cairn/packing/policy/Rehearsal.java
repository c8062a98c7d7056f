package cairn.packing.policy;

import cairn.packing.Devices;
import cairn.packing.Fleet;
import cairn.packing.Policy;
import cairn.packing.Shape;
import cairn.packing.Typical;
import java.util.SplittableRandom;

/**
 * Cairn's own: before a task gets a node, the node rehearses what could come afterwards.
 *
 * <pre>
 *   score = W(node) - W(node afterwards) - gpu x (PRICE x load(node) + KEEP x free(node))
 *
 *   W(node)    = mean GPU that stays idle when the node is offered a list of likely tasks and
 *                takes each that fits: {@link Leftovers}, over 32 lists of 100 tasks
 *   load(node) = how much demand falls on the node, 1 on average: {@link Offers}
 *   free(node) = its wholly free GPUs, as a part of the most that a node has
 * </pre>
 *
 * <p>FGD asks which tasks could use a node's idle GPU <em>next</em>; a GPU with 0.53 left is no
 * fragment to a task of 0.47, though 0.06 stay behind. W asks what is idle <em>in the end</em>: it
 * sees shares that add up to a whole GPU, CPU that runs out before the GPUs, and eight GPUs that
 * are worth keeping together. PRICE keeps tasks that run anywhere off the nodes that others depend
 * on, and KEEP keeps free GPUs together while there is still room for all, which is when W hardly
 * tells one node from another. What each term is worth is in docs/operator/gpu-packing-research.md.
 *
 * <p>It looks into no future: the lists are drawn once from the demand that FGD knows too (what is
 * usually asked for, though with its rare kinds), by a constant seed. It never refuses what fits,
 * and moves nothing.
 */
public final class Rehearsal implements Policy {
  /** What a GPU on a node of load 1 costs, as a part of a GPU left idle. */
  static final double PRICE = 0.5;

  /** What a GPU on a node whose GPUs are all free costs besides, as a part of a GPU left idle. */
  static final double KEEP = 0.1;

  /** Score points for a thousandth of a GPU in one list. */
  private static final int SCALE = 16;

  private static final int KEEP_POINTS = (int) Math.round(KEEP * Futures.LISTS * SCALE);

  private static final long SEED = 7;

  private final Leftovers leftovers;
  private final int[] price;
  private final int stride;

  /** For that fleet, which has that demand. */
  public Rehearsal(Fleet fleet, Typical typical) {
    var offers = new Offers(fleet, typical);
    var futures = new Futures(offers, fleet.models().count(), new SplittableRandom(SEED));
    stride = Math.max(1, fleet.gpuMilliMax() / Fleet.DEVICE_MILLI);
    leftovers = new Leftovers(futures, stride);
    price = new int[fleet.size()];
    for (var node = 0; node < price.length; node++) {
      price[node] = (int) Math.round(PRICE * offers.load(node) * Futures.LISTS * SCALE);
    }
  }

  @Override
  public String name() {
    return "Rehearsal";
  }

  /** How it judges nodes. */
  Leftovers leftovers() {
    return leftovers;
  }

  @Override
  public int score(Fleet fleet, int node, Shape shape) {
    var before = leftovers.of(fleet, node, fleet.cpuLeft(node), 0, 0);
    var after =
        shape.isShare()
            ? (int) (tightestEnd(fleet, node, shape) >>> 32)
            : after(fleet, node, shape, Devices.firstFree(fleet, node, shape.gpus()));
    var cost = price[node] + KEEP_POINTS * fleet.free(node) / stride;
    return (before - after) * SCALE - cost * shape.task().gpuMilliTotal();
  }

  @Override
  public int devices(Fleet fleet, int node, Shape shape) {
    return shape.isShare()
        ? 1 << (int) tightestEnd(fleet, node, shape)
        : Devices.firstFree(fleet, node, shape.gpus());
  }

  /** The least leftover (the upper half) and the GPU on which a share has it (the lower half). */
  private long tightestEnd(Fleet fleet, int node, Shape shape) {
    var least = Long.MAX_VALUE;
    var tried = -1;
    for (var device = 0; device < fleet.devices(node); device++) {
      var left = fleet.gpuLeft(node, device);
      if (left >= shape.gpuMilli() && left != tried) {
        tried = left;
        var after = after(fleet, node, shape, 1 << device);
        least = Math.min(least, (long) after << 32 | device);
      }
    }
    return least;
  }

  private int after(Fleet fleet, int node, Shape shape, int devices) {
    return leftovers.of(
        fleet, node, fleet.cpuLeft(node) - shape.cpuMilli(), devices, shape.gpuMilli());
  }
}
