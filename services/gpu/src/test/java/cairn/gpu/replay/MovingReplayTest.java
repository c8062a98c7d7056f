package cairn.gpu.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.gpu.trace.Order;
import cairn.gpu.trace.Pod;
import cairn.packing.Node;
import cairn.packing.Task;
import cairn.packing.policy.Policies;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovingReplayTest {
  private static final int ARRIVALS = 60;

  @Test
  void withoutMovesItIsTheReplay() {
    var result = run(0);
    var replay =
        new Replay(workload(), order(), Policies.find("Rehearsal").orElseThrow(), 130).run();
    assertThat(result.moves()).isZero();
    assertThat(result.allocation().last()).isEqualTo(replay.allocation().last());
  }

  @Test
  void neverMovesMoreThanTheLimit() {
    for (var limit : List.of(2, 10, 50)) {
      var result = run(limit);
      assertThat(result.moves() * 100).isLessThanOrEqualTo(limit * result.running());
    }
  }

  private static MovingReplay.Result run(double limit) {
    return new MovingReplay(workload(), order(), 130, limit).run();
  }

  private static Workload workload() {
    var nodes = IntStream.range(0, 10).mapToObj(MovingReplayTest::node).toList();
    var pods = List.of(pod("a", 700), pod("b", 300), pod("c", 450), pod("d", 100));
    return new Workload("small", nodes, pods);
  }

  private static Order order() {
    var arrivals = IntStream.range(0, ARRIVALS).map(arrival -> arrival * 7 % 11 % 4).toArray();
    return new Order(1, arrivals, IntStream.range(0, 10).toArray());
  }

  private static Node node(int number) {
    return new Node("n" + number, 64_000, 1024, 2, "A");
  }

  private static Pod pod(String name, int share) {
    return new Pod(name, new Task(1000, 1, 1, share, List.of()), Optional.empty());
  }
}
