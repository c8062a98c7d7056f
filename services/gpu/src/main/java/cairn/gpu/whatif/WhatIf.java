package cairn.gpu.whatif;

import cairn.gpu.trace.Pod;
import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Refusal;
import cairn.packing.Shape;
import cairn.packing.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Asks a fleet and its queue what is stranded, and what would help. */
public final class WhatIf {
  private static final int HALF = 500;

  private WhatIf() {}

  /**
   * The answers.
   *
   * @param source names the file of the tasks in errors
   * @param movesMax how many tasks may be moved at most; 1 % of those that run if not told
   */
  public static Answer ask(
      String source, List<Node> nodes, List<Pod> pods, Optional<Integer> movesMax) {
    var situation = Situation.of(source, nodes, byArrival(pods));
    var running = situation.running.size();
    var impossible = situation.dropImpossible();
    var now = situation.offer();
    var queue = List.copyOf(situation.waiting);
    var moving = situation.copy(List.of(), queue);
    var moves = new Moves(moving, movesMax.orElse(Math.ceilDiv(moving.running.size(), 100)));
    var moved = moves.make();
    return new Answer(
        nodes.size(),
        situation.fleet.capacityMilli() / 1000.0,
        running,
        now,
        impossible,
        queue.size(),
        queue.stream().mapToLong(Task::gpuMilliTotal).sum() / 1000.0,
        models(situation.fleet, queue),
        shapes(situation.fleet, queue),
        additions(situation, nodes, queue),
        split(situation, queue, 1),
        split(situation, queue, 2),
        unbound(situation, queue),
        moved,
        moves.moves());
  }

  /** By the time they came, if the file tells it of all; else by name. */
  private static List<Pod> byArrival(List<Pod> pods) {
    if (pods.stream().anyMatch(pod -> pod.stay().isEmpty())) {
      return pods;
    }
    return pods.stream()
        .sorted(Comparator.comparingLong(pod -> pod.stay().orElseThrow().created()))
        .toList();
  }

  private static List<Answer.Model> models(Fleet fleet, List<Task> queue) {
    var wanted = 0L;
    for (var task : queue) {
      wanted |= task.gpus() > 0 ? fleet.shape(task).models() : 0;
    }
    var models = new ArrayList<Answer.Model>();
    for (var model = 0; model < fleet.models().count(); model++) {
      var gpus = 0;
      var idle = 0L;
      for (var node = 0; node < fleet.size(); node++) {
        if (fleet.model(node) == model) {
          gpus += fleet.devices(node);
          idle += fleet.idle(node);
        }
      }
      if (gpus > 0) {
        var stranded = (wanted >>> model & 1) != 0 ? idle : 0;
        models.add(
            new Answer.Model(fleet.models().name(model), gpus, idle / 1000.0, stranded / 1000.0));
      }
    }
    return models;
  }

  private static List<Answer.Waiting> shapes(Fleet fleet, List<Task> queue) {
    var counts = new LinkedHashMap<Task, Integer>();
    queue.forEach(task -> counts.merge(task, 1, Integer::sum));
    var shapes = new ArrayList<Answer.Waiting>();
    counts.forEach((task, count) -> shapes.add(waiting(fleet, fleet.shape(task), count)));
    shapes.sort(Comparator.comparingDouble(Answer.Waiting::gpus).reversed());
    return shapes;
  }

  private static Answer.Waiting waiting(Fleet fleet, Shape shape, int count) {
    var lackOther = 0L;
    var pieces = 0L;
    for (var node = 0; node < fleet.size(); node++) {
      if (fleet.accepts(node, shape)) {
        var large = 0;
        var useful = 0;
        for (var device = 0; device < fleet.devices(node); device++) {
          var left = fleet.gpuLeft(node, device);
          large += left >= shape.gpuMilli() ? 1 : 0;
          useful += left >= shape.gpuMilli() ? left : 0;
        }
        var enough = large >= shape.gpus();
        lackOther += enough ? useful : 0;
        pieces += fleet.idle(node) - (enough ? useful : 0);
      }
    }
    return new Answer.Waiting(
        shape.task(), count, lackOther / 1000.0, pieces / 1000.0, Refusal.of(fleet, shape).text());
  }

  /** One more node of each kind that the fleet has. */
  private static List<Answer.Addition> additions(
      Situation situation, List<Node> nodes, List<Task> queue) {
    var kinds =
        nodes.stream()
            .filter(node -> node.gpus() > 0)
            .map(node -> new Node("", node.cpuMilli(), node.memoryMib(), node.gpus(), node.model()))
            .distinct()
            .toList();
    var additions = new ArrayList<Answer.Addition>();
    for (var kind : kinds) {
      additions.add(new Answer.Addition(kind, situation.copy(List.of(kind), queue).offer()));
    }
    additions.sort(
        Comparator.comparingDouble((Answer.Addition one) -> one.freed().gpus()).reversed());
    return additions;
  }

  /** Tasks for one whole GPU get half of one, and a part of the CPU and memory. */
  private static Freed split(Situation situation, List<Task> queue, int parts) {
    var halves =
        queue.stream()
            .filter(task -> task.gpus() == 1 && !task.isShare())
            .map(task ->
                new Task(task.cpuMilli() / parts, task.memoryMib() / parts, 1, HALF, task.models()))
            .toList();
    return situation.copy(List.of(), halves).offer();
  }

  private static Freed unbound(Situation situation, List<Task> queue) {
    var bare =
        queue.stream()
            .filter(task -> task.gpus() > 0)
            .map(task -> new Task(0, 0, task.gpus(), task.gpuMilli(), task.models()))
            .toList();
    return situation.copy(List.of(), bare).offer();
  }
}
