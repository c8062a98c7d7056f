package cairn.gpu.replay;

import cairn.packing.Fleet;
import cairn.packing.Fragments;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the GPUs of one model, in GPUs.
 *
 * @param capacity how many there are
 * @param allocated what tasks have
 * @param fragments what is idle and of no use to the usual demand, by {@link Fragments}
 */
public record Stranded(String model, double capacity, double allocated, double fragments) {
  /** Of each model of that fleet, as it is now. */
  static List<Stranded> of(Fleet fleet, Fragments fragments) {
    var models = fleet.models().count();
    var capacity = new double[models];
    var idle = new double[models];
    var useless = new double[models];
    for (var node = 0; node < fleet.size(); node++) {
      var model = fleet.model(node);
      capacity[model] += fleet.devices(node);
      idle[model] += fleet.idle(node) / 1000.0;
      useless[model] += fragments.of(fleet, node) / (1000.0 * fragments.unit());
    }
    var all = new ArrayList<Stranded>();
    for (var model = 0; model < models; model++) {
      if (capacity[model] > 0) {
        all.add(
            new Stranded(
                fleet.models().name(model),
                capacity[model],
                capacity[model] - idle[model],
                useless[model]));
      }
    }
    return all;
  }
}
