package cairn.gpu.replay;

import cairn.gpu.trace.Order;
import cairn.packing.Fleet;
import cairn.packing.Packer;
import cairn.packing.Shape;
import cairn.packing.Slot;
import cairn.packing.policy.Mover;
import cairn.packing.policy.Rehearsal;

/**
 * A replay under {@link Rehearsal} in which running tasks may be moved, but not many: never more
 * within any 1,000 arrivals than a limit of those that run.
 */
public final class MovingReplay {
  private static final int WINDOW = 1000;

  /** A move that gains less, in thousandths of a GPU, is not worth it. */
  private static final int GAIN_MIN = 20;

  /** After a search in vain so many arrivals pass before the next. */
  private static final int PAUSE = 10;

  private final Workload workload;
  private final Order order;
  private final int target;
  private final double limit;
  private final Fleet fleet;
  private final Packer packer;
  private final Mover mover;

  /**
   * A run.
   *
   * @param target where arrivals end, in percent of the fleet's GPU
   * @param movesPercent how many of the running tasks may be moved per 1,000 arrivals
   */
  public MovingReplay(Workload workload, Order order, int target, double movesPercent) {
    this.workload = workload;
    this.order = order;
    this.target = target;
    limit = movesPercent / 100;
    fleet = workload.fleet(order);
    var policy = new Rehearsal(fleet, workload.typical());
    packer = new Packer(fleet, policy);
    mover = new Mover(packer, policy);
  }

  /**
   * What came of it.
   *
   * @param allocation percent of the fleet's GPU that tasks have, against load
   * @param moves how many tasks were moved in all
   * @param running how many run at the end
   */
  public record Result(Curve allocation, int arrivals, int moves, int running) {}

  /** Runs it. */
  public Result run() {
    var shapes = workload.pods().stream().map(pod -> fleet.shape(pod.task())).toArray(Shape[]::new);
    var allocation = new Curve(target);
    var capacity = (double) fleet.capacityMilli();
    var arrived = 0L;
    var moves = 0;
    var pause = 0;
    var window = new int[WINDOW];
    var recent = 0;
    var count = 0;
    for (var arrival : order.arrivals()) {
      var shape = shapes[arrival];
      packer.arrived(shape);
      var slot = packer.place(shape);
      if (slot != Slot.NONE) {
        mover.placed(shape, slot);
      }
      var now = count++ % WINDOW;
      recent -= window[now];
      window[now] = 0;
      pause--;
      while (pause <= 0 && recent + 1 <= limit * mover.running()) {
        if (mover.move(GAIN_MIN).isPresent()) {
          window[now]++;
          recent++;
          moves++;
        } else {
          pause = PAUSE;
        }
      }
      arrived += shape.task().gpuMilliTotal();
      allocation.add(100 * arrived / capacity, 100 * fleet.allocatedMilli() / capacity);
    }
    return new Result(allocation, count, moves, mover.running());
  }
}
