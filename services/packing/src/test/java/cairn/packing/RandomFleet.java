package cairn.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fleets, tasks and what happens to them, drawn from a seed. */
final class RandomFleet {
  private static final List<String> MODELS = List.of("A", "B", "C");
  private final SplittableRandom random;
  final List<Node> nodes = new ArrayList<>();
  final List<Task> tasks = new ArrayList<>();

  RandomFleet(long seed) {
    random = new SplittableRandom(seed);
    for (var i = 0; i < 30; i++) {
      var gpus = List.of(0, 1, 2, 4, 8).get(random.nextInt(5));
      var model = gpus == 0 ? "" : MODELS.get(random.nextInt(3));
      nodes.add(
          new Node(
              "n" + i,
              1000 * (1 + random.nextInt(64)),
              1024 * (1 + random.nextInt(64)),
              gpus,
              model));
    }
    for (var i = 0; i < 40; i++) {
      var gpus = random.nextInt(5);
      var milli = gpus == 1 && random.nextBoolean() ? 10 * (1 + random.nextInt(99)) : 1000;
      var models =
          gpus > 0 && random.nextInt(3) == 0
              ? List.of(MODELS.get(random.nextInt(3)))
              : List.<String>of();
      tasks.add(
          new Task(
              500 * random.nextInt(16),
              512 * random.nextInt(16),
              gpus,
              gpus == 0 ? 0 : milli,
              models));
    }
  }

  Task task() {
    return tasks.get(random.nextInt(tasks.size()));
  }

  int number(int below) {
    return random.nextInt(below);
  }
}
