package cairn.gpu.whatif;

import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.Pod;
import cairn.packing.Devices;
import cairn.packing.Fleet;
import cairn.packing.Fragments;
import cairn.packing.Node;
import cairn.packing.Packer;
import cairn.packing.Refusal;
import cairn.packing.Shape;
import cairn.packing.Slot;
import cairn.packing.Task;
import cairn.packing.Typical;
import cairn.packing.policy.FragmentationGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** A fleet, what runs on it and what waits, in the order of the queue. Used by one thread. */
final class Situation {
  final Fleet fleet;
  final Packer packer;
  final List<Running> running = new ArrayList<>();
  final List<Task> waiting = new ArrayList<>();
  private final Typical typical;

  private Situation(List<Node> nodes, Typical typical) {
    this.typical = typical;
    fleet = new Fleet(nodes);
    packer =
        new Packer(fleet, new FragmentationGradient(new Fragments(typical, fleet.models()), fleet));
  }

  /** As the files tell: tasks with a node run there, the others wait. */
  static Situation of(String source, List<Node> nodes, List<Pod> pods) {
    var situation = new Situation(nodes, Typical.of(pods.stream().map(Pod::task).toList()));
    var numbers = new HashMap<String, Integer>();
    for (var node = 0; node < nodes.size(); node++) {
      numbers.put(nodes.get(node).name(), node);
    }
    for (var pod : pods) {
      if (pod.place().isEmpty()) {
        situation.waiting.add(pod.task());
      } else {
        var node = numbers.get(pod.place().get().node());
        if (node == null) {
          throw wrong(source, pod, "there is no such node");
        }
        situation.run(source, pod, node, pod.place().get().devices());
      }
    }
    return situation;
  }

  private void run(String source, Pod pod, int node, int told) {
    var shape = fleet.shape(pod.task());
    if (!fleet.fits(node, shape) || fleet.memoryLeft(node) < shape.memoryMib()) {
      throw wrong(source, pod, "the node has not enough for all that runs there");
    }
    var devices = told;
    if (devices == 0) {
      devices =
          shape.isShare()
              ? Devices.tightest(fleet, node, shape.gpuMilli())
              : Devices.firstFree(fleet, node, shape.gpus());
    }
    if (Integer.bitCount(devices) != shape.gpus()) {
      throw wrong(source, pod, "gpu_index names not as many GPUs as the task has");
    }
    for (var rest = devices; rest != 0; rest &= rest - 1) {
      var device = Integer.numberOfTrailingZeros(rest);
      if (device >= fleet.devices(node) || fleet.gpuLeft(node, device) < shape.gpuMilli()) {
        throw wrong(source, pod, "GPU %d is not there or has too little left".formatted(device));
      }
    }
    start(shape, Slot.of(node, devices));
  }

  private static BadInput wrong(String source, Pod pod, String what) {
    return new BadInput(
        "%s: task %s on node %s: %s"
            .formatted(source, pod.name(), pod.place().map(Pod.Place::node).orElse(""), what));
  }

  /** The same with other nodes besides, and another queue. */
  Situation copy(List<Node> further, List<Task> queue) {
    var nodes = new ArrayList<>(nodes());
    nodes.addAll(further);
    var copy = new Situation(nodes, typical);
    for (var task : running) {
      copy.start(copy.fleet.shape(task.task()), task.slot());
    }
    copy.waiting.addAll(queue);
    return copy;
  }

  void start(Shape shape, long slot) {
    fleet.place(shape, slot);
    running.add(new Running(shape.task(), slot));
  }

  void stop(Running gone) {
    fleet.release(fleet.shape(gone.task()), gone.slot());
    running.remove(gone);
  }

  /** Starts what fits, in the order of the queue; the others go on waiting. */
  Freed offer() {
    var count = 0;
    var milli = 0L;
    var refused = new HashSet<Task>();
    var left = new ArrayList<Task>();
    for (var task : waiting) {
      // While tasks only start, what has been refused once will be again.
      var slot = refused.contains(task) ? Slot.NONE : packer.find(fleet.shape(task));
      if (slot == Slot.NONE) {
        refused.add(task);
        left.add(task);
      } else {
        start(fleet.shape(task), slot);
        count++;
        milli += task.gpuMilliTotal();
      }
    }
    waiting.clear();
    waiting.addAll(left);
    return new Freed(count, milli / 1000.0);
  }

  /** Takes the tasks that can never fit out of the queue. */
  List<Task> dropImpossible() {
    var empty = new Fleet(nodes());
    var never = new HashSet<Task>();
    for (var task : new HashSet<>(waiting)) {
      if (Refusal.of(empty, empty.shape(task)).nodes() == empty.size()) {
        never.add(task);
      }
    }
    var dropped = waiting.stream().filter(never::contains).toList();
    waiting.removeAll(never);
    return dropped;
  }

  private List<Node> nodes() {
    return IntStream.range(0, fleet.size()).mapToObj(fleet::node).toList();
  }
}
