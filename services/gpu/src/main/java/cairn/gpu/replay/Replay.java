package cairn.gpu.replay;

import cairn.gpu.trace.Order;
import cairn.packing.Fleet;
import cairn.packing.Fragments;
import cairn.packing.Packer;
import cairn.packing.Refusal;
import cairn.packing.Shape;
import cairn.packing.Slot;
import cairn.packing.policy.Policies;
import java.util.HashSet;

/**
 * One run: an empty fleet, tasks in the order of their arrival, nothing ever leaves. What does not
 * fit is gone.
 */
public final class Replay {
  private final Workload workload;
  private final Order order;
  private final Fleet fleet;
  private final Packer packer;
  private final Fragments fragments;
  private final int target;

  /** A run of that order up to so many percent of the fleet's GPU. */
  public Replay(Workload workload, Order order, Policies.Maker policy, int target) {
    this.workload = workload;
    this.order = order;
    this.target = target;
    fleet = workload.fleet(order);
    packer = new Packer(fleet, policy.make(fleet, workload.typical(), order.seed()));
    fragments = new Fragments(workload.typical(), fleet.models());
  }

  /** Runs it. */
  public Run run() {
    var shapes = workload.pods().stream().map(pod -> fleet.shape(pod.task())).toArray(Shape[]::new);
    var allocation = new Curve(target);
    var fragmentation = new Curve(target);
    var capacity = (double) fleet.capacityMilli();
    var fragmentsSum = 0L;
    for (var node = 0; node < fleet.size(); node++) {
      fragmentsSum += fragments.of(fleet, node);
    }
    var arrived = 0L;
    var failed = 0;
    var impossible = 0;
    var never = new HashSet<Shape>();
    for (var shape : shapes) {
      if (Refusal.of(fleet, shape).nodes() == fleet.size()) {
        never.add(shape);
      }
    }
    for (var arrival : order.arrivals()) {
      var shape = shapes[arrival];
      packer.arrived(shape);
      var slot = packer.find(shape);
      if (slot == Slot.NONE) {
        failed++;
        impossible += never.contains(shape) ? 1 : 0;
      } else {
        fragmentsSum -= fragments.of(fleet, Slot.node(slot));
        fleet.place(shape, slot);
        fragmentsSum += fragments.of(fleet, Slot.node(slot));
      }
      arrived += shape.task().gpuMilliTotal();
      var load = 100 * arrived / capacity;
      allocation.add(load, 100 * fleet.allocatedMilli() / capacity);
      fragmentation.add(load, 100 * fragmentsSum / (capacity * fragments.unit()));
    }
    return new Run(
        workload.name(),
        packer.policy().name(),
        order.seed(),
        allocation,
        fragmentation,
        order.arrivals().length,
        failed,
        impossible,
        Stranded.of(fleet, fragments));
  }
}
