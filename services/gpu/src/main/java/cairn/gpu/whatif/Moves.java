package cairn.gpu.whatif;

import cairn.packing.Fleet;
import cairn.packing.Shape;
import cairn.packing.Slot;
import cairn.packing.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Makes room for waiting tasks by moving running ones, the largest waiting first. For each node
 * that could take the task the cheapest way to clear it is looked for: the GPUs in use by the
 * smallest tasks, then tasks without GPUs until there is CPU and memory enough. The nodes with the
 * fewest moves are tried; a try counts only if every task that has to go finds another place. So
 * the answer is a way that works, and a lower bound of what moving can do. Used by one thread.
 */
final class Moves {
  private static final int TRIES = 300;

  private final Situation situation;
  private final int movesMax;
  private int moves;

  Moves(Situation situation, int movesMax) {
    this.situation = situation;
    this.movesMax = movesMax;
  }

  /** How many tasks were moved. */
  int moves() {
    return moves;
  }

  /** Makes room and starts what it is made for. */
  Freed make() {
    var count = 0;
    var milli = 0L;
    var given = new HashSet<Task>();
    var queue = new ArrayList<>(situation.waiting);
    queue.sort(Comparator.comparingInt(Task::gpuMilliTotal).reversed());
    for (var task : queue) {
      if (task.gpus() > 0 && !given.contains(task)) {
        if (makeRoom(task)) {
          situation.waiting.remove(task);
          count++;
          milli += task.gpuMilliTotal();
        } else {
          given.add(task);
        }
      }
    }
    return new Freed(count, milli / 1000.0);
  }

  private record Way(int node, List<Running> leaving) {}

  private boolean makeRoom(Task task) {
    var shape = situation.fleet.shape(task);
    var byNode = byNode();
    var ways = new ArrayList<Way>();
    for (var node = 0; node < situation.fleet.size(); node++) {
      if (situation.fleet.accepts(node, shape)) {
        var leaving = leaving(node, shape, byNode.get(node));
        if (!leaving.isEmpty() && leaving.size() <= movesMax - moves) {
          ways.add(new Way(node, leaving));
        }
      }
    }
    ways.sort(Comparator.comparingInt(way -> way.leaving().size()));
    return ways.stream().limit(TRIES).anyMatch(way -> go(way, shape));
  }

  private List<List<Running>> byNode() {
    var byNode = new ArrayList<List<Running>>();
    for (var node = 0; node < situation.fleet.size(); node++) {
      byNode.add(new ArrayList<>());
    }
    situation.running.forEach(task -> byNode.get(Slot.node(task.slot())).add(task));
    return byNode;
  }

  /** Who has to leave that node for the shape to fit; nobody if it cannot be made to. */
  private List<Running> leaving(int node, Shape shape, List<Running> there) {
    var fleet = situation.fleet;
    var leaving = new ArrayList<Running>();
    var free = free(fleet, node, shape);
    var byUse = new ArrayList<Integer>();
    for (var device = 0; device < fleet.devices(node); device++) {
      if (fleet.gpuLeft(node, device) < shape.gpuMilli()) {
        byUse.add(device);
      }
    }
    byUse.sort(Comparator.comparingInt(device -> -fleet.gpuLeft(node, device)));
    for (var device : byUse) {
      if (free >= shape.gpus()) {
        break;
      }
      there.stream()
          .filter(task -> (Slot.devices(task.slot()) >>> device & 1) != 0)
          .filter(task -> !leaving.contains(task))
          .forEach(leaving::add);
      free++;
    }
    var cpu = fleet.cpuLeft(node) + sum(leaving, Task::cpuMilli);
    var memory = fleet.memoryLeft(node) + sum(leaving, Task::memoryMib);
    var light =
        there.stream()
            .filter(task -> task.task().gpus() == 0)
            .sorted(Comparator.comparingInt((Running task) -> task.task().cpuMilli()).reversed())
            .toList();
    for (var task : light) {
      if (cpu >= shape.cpuMilli() && memory >= shape.memoryMib()) {
        break;
      }
      leaving.add(task);
      cpu += task.task().cpuMilli();
      memory += task.task().memoryMib();
    }
    var enough = free >= shape.gpus() && cpu >= shape.cpuMilli() && memory >= shape.memoryMib();
    return enough ? leaving : List.of();
  }

  private static int free(Fleet fleet, int node, Shape shape) {
    var free = 0;
    for (var device = 0; device < fleet.devices(node); device++) {
      free += fleet.gpuLeft(node, device) >= shape.gpuMilli() ? 1 : 0;
    }
    return free;
  }

  private static int sum(List<Running> tasks, java.util.function.ToIntFunction<Task> of) {
    return tasks.stream().map(Running::task).mapToInt(of).sum();
  }

  /** Does it, or leaves everything as it was. */
  private boolean go(Way way, Shape shape) {
    var fleet = situation.fleet;
    way.leaving().forEach(situation::stop);
    var begun = situation.running.size();
    if (fleet.fits(way.node(), shape) && fleet.memoryLeft(way.node()) >= shape.memoryMib()) {
      var devices = situation.packer.policy().devices(fleet, way.node(), shape);
      situation.start(shape, Slot.of(way.node(), devices));
      if (way.leaving().stream().allMatch(this::restart)) {
        moves += way.leaving().size();
        return true;
      }
    }
    while (situation.running.size() > begun) {
      situation.stop(situation.running.getLast());
    }
    way.leaving().forEach(task -> situation.start(fleet.shape(task.task()), task.slot()));
    return false;
  }

  private boolean restart(Running task) {
    var shape = situation.fleet.shape(task.task());
    var slot = situation.packer.find(shape);
    if (slot == Slot.NONE) {
      return false;
    }
    situation.start(shape, slot);
    return true;
  }
}
