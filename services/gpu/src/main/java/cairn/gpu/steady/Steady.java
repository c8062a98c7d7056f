package cairn.gpu.steady;

import cairn.gpu.replay.Workload;
import cairn.packing.Fleet;
import cairn.packing.Packer;
import cairn.packing.Shape;
import cairn.packing.Slot;
import cairn.packing.policy.Policies;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One life of a fleet under one policy. It begins with what would be running had there been room
 * for all: every task that came within the limit of a stay before and has not gone. Then it runs
 * for as long as it will be measured, to forget that beginning, and then is measured.
 */
public final class Steady {
  private static final double HOUR = 3600;

  private final Workload workload;
  private final int load;
  private final double measured;
  private final double longest;
  private final Fleet fleet;
  private final Packer packer;
  private final Arrivals arrivals;
  private final Line line = new Line();
  private final PriorityQueue<Departure> departures =
      new PriorityQueue<>(Comparator.comparingDouble(Departure::at));
  private double now;
  private double milliSeconds;
  private double waits;
  private int started;
  private int late;

  private record Departure(double at, Shape shape, long slot) {}

  /**
   * A life.
   *
   * @param load the GPU that tasks ask for on average, in percent of the fleet's
   * @param measured for how long it is measured
   * @param longest no task stays longer than that
   */
  public Steady(
      Workload workload,
      Policies.Maker policy,
      int load,
      Duration measured,
      Duration longest,
      long seed) {
    this.workload = workload;
    this.load = load;
    this.measured = measured.toSeconds();
    this.longest = longest.toSeconds();
    fleet = new Fleet(workload.nodes());
    packer = new Packer(fleet, policy.make(fleet, workload.typical(), seed));
    now = -this.measured;
    arrivals =
        new Arrivals(
            workload, fleet, load, this.longest, now - this.longest, new SplittableRandom(seed));
  }

  /** Lives it. */
  public SteadyRun run() {
    var tasks = 0;
    var next = arrivals.next();
    while (next.at() < now) {
      if (next.at() + next.stay() > now) {
        arrive(new Arrival(next.shape(), now, next.at() + next.stay() - now));
      }
      next = arrivals.next();
    }
    while (next.at() < measured) {
      departUntil(next.at());
      pass(next.at());
      arrive(next);
      tasks += now >= 0 ? 1 : 0;
      next = arrivals.next();
    }
    departUntil(measured);
    pass(measured);
    var waiting = line.all();
    waiting.forEach(arrival -> count(arrival, measured));
    return new SteadyRun(
        workload.name(),
        packer.policy().name(),
        load,
        100 * milliSeconds / (measured * fleet.capacityMilli()),
        tasks,
        Duration.ofSeconds(Math.round(waits / Math.max(1, started))),
        100.0 * late / Math.max(1, started),
        waiting.size());
  }

  private void arrive(Arrival arrival) {
    packer.arrived(arrival.shape());
    var slot = line.has(arrival.shape()) ? Slot.NONE : packer.find(arrival.shape());
    if (slot == Slot.NONE) {
      line.add(arrival);
    } else {
      start(arrival, slot);
    }
  }

  private void start(Arrival arrival, long slot) {
    fleet.place(arrival.shape(), slot);
    departures.add(new Departure(now + arrival.stay(), arrival.shape(), slot));
    count(arrival, now);
  }

  /** Only who came while it was measured counts. */
  private void count(Arrival arrival, double until) {
    if (arrival.at() >= 0) {
      var wait = until - arrival.at();
      started++;
      waits += wait;
      late += wait > HOUR ? 1 : 0;
    }
  }

  private void departUntil(double time) {
    for (var first = departures.peek();
        first != null && first.at() <= time;
        first = departures.peek()) {
      departures.remove();
      pass(first.at());
      fleet.release(first.shape(), first.slot());
      var node = Slot.node(first.slot());
      for (var next = line.next(fleet, node); next.isPresent(); next = line.next(fleet, node)) {
        var shape = next.get().shape();
        start(next.get(), Slot.of(node, packer.policy().devices(fleet, node, shape)));
      }
    }
  }

  private void pass(double time) {
    if (time > 0) {
      milliSeconds += fleet.allocatedMilli() * (time - Math.max(0, now));
    }
    now = time;
  }
}
