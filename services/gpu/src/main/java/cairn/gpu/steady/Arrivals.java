package cairn.gpu.steady;

import cairn.gpu.replay.Workload;
import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.Pod;
import cairn.packing.Fleet;
import cairn.packing.Refusal;
import cairn.packing.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tasks in a random order at random times: each is drawn from the workload's with the same chance,
 * and stays as long as in the trace, from its creation to its deletion, but no longer than a limit.
 * The times between two are exponential, and scaled so that what comes asks on average for the
 * wanted part of the fleet's GPU.
 */
final class Arrivals {
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Double> stays = new ArrayList<>();
  private final RandomGenerator random;
  private final double gapMean;
  private double now;

  Arrivals(
      Workload workload,
      Fleet fleet,
      int load,
      double longest,
      double from,
      RandomGenerator random) {
    this.random = random;
    now = from;
    var milliSeconds = 0.0;
    for (var pod : workload.pods()) {
      var shape = fleet.shape(pod.task());
      if (pod.stay().isPresent() && Refusal.of(fleet, shape).nodes() < fleet.size()) {
        var stay = Math.min(longest, seconds(pod.stay().get()));
        shapes.add(shape);
        stays.add(stay);
        milliSeconds += stay * pod.task().gpuMilliTotal();
      }
    }
    if (milliSeconds == 0) {
      throw new BadInput(
          "%s: no task that uses a GPU tells when it came and went".formatted(workload.name()));
    }
    gapMean = milliSeconds / shapes.size() / (fleet.capacityMilli() * load / 100.0);
  }

  private static double seconds(Pod.Stay stay) {
    return stay.deleted() - stay.created();
  }

  Arrival next() {
    now -= gapMean * Math.log(1 - random.nextDouble());
    var task = random.nextInt(shapes.size());
    return new Arrival(shapes.get(task), now, stays.get(task));
  }
}
