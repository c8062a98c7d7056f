package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Task;
import cairn.packing.Typical;
import java.util.List;

/**
 * What is offered to the nodes of a fleet. A kind of task is demand, its count times the GPU it
 * asks for, and falls evenly on the GPUs of all nodes that could run it when empty:
 *
 * <pre>
 *   rate(t)    = demand(t) / demand of all kinds / (GPUs of the nodes that can run t / all GPUs)
 *   load(node) = sum over the kinds t that the node can run of rate(t)
 * </pre>
 *
 * So a task that only few nodes can run, because it names a model or wants eight GPUs, weighs the
 * more there: load is 1 everywhere when any node can run anything, and more where others depend on
 * the node. Immutable.
 */
final class Offers {
  private final Fleet fleet;
  private final List<Task> tasks;
  private final long[] models;
  private final double[] rates;

  Offers(Fleet fleet, Typical typical) {
    this.fleet = fleet;
    var kinds = typical.all().stream().filter(kind -> kind.task().gpus() > 0).toList();
    tasks = kinds.stream().map(Typical.Kind::task).toList();
    models = tasks.stream().mapToLong(task -> fleet.models().mask(task.models())).toArray();
    rates = new double[tasks.size()];
    var demand = kinds.stream().mapToDouble(Offers::demand).sum();
    var gpus = fleet.capacityMilli() / (double) Fleet.DEVICE_MILLI;
    for (var kind = 0; kind < rates.length; kind++) {
      var able = 0;
      for (var node = 0; node < fleet.size(); node++) {
        able += canRun(node, kind) ? fleet.devices(node) : 0;
      }
      rates[kind] = able == 0 ? 0 : demand(kinds.get(kind)) / demand / (able / gpus);
    }
  }

  private static double demand(Typical.Kind kind) {
    return (double) kind.count() * kind.task().gpuMilliTotal();
  }

  private boolean canRun(int node, int kind) {
    Node empty = fleet.node(node);
    var task = tasks.get(kind);
    return runsOn(fleet.model(node), kind)
        && empty.gpus() >= task.gpus()
        && empty.cpuMilli() >= task.cpuMilli();
  }

  private boolean runsOn(int model, int kind) {
    return (models[kind] >>> model & 1) != 0;
  }

  /** The kinds of tasks; what follows speaks of them by index. */
  List<Task> tasks() {
    return tasks;
  }

  /** The rate of each kind on nodes of that model, 0 for those that it cannot run. */
  double[] rates(int model) {
    var onModel = rates.clone();
    for (var kind = 0; kind < onModel.length; kind++) {
      onModel[kind] = runsOn(model, kind) ? rates[kind] : 0;
    }
    return onModel;
  }

  /** The load of a node. */
  double load(int node) {
    var load = 0.0;
    for (var kind = 0; kind < rates.length; kind++) {
      load += canRun(node, kind) ? rates[kind] : 0;
    }
    return load;
  }
}
