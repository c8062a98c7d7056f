package cairn.packing;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.packing.policy.Policies;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy, whatever is placed and released. */
class PackerTest {
  private static final int STEPS = 600;
  private final long seed = Long.getLong("seed", System.nanoTime());

  static java.util.List<String> policies() {
    return Policies.names();
  }

  private record Running(Shape shape, long slot) {}

  @ParameterizedTest
  @MethodSource("policies")
  void aRememberedScoreIsTheScore(String policy) {
    var drawn = new RandomFleet(seed);
    var fleet = new Fleet(drawn.nodes);
    var packer = packer(drawn, fleet, policy);
    var running = new ArrayList<Running>();
    for (var step = 0; step < STEPS; step++) {
      var shape = fleet.shape(drawn.task());
      var scores = packer.fresh(shape).clone();
      assertThat(scores)
          .as("step %d, rerun with -Dseed=%d", step, seed)
          .isEqualTo(packer(drawn, fleet, policy).fresh(shape));
      var slot = packer.place(shape);
      if (slot != Slot.NONE) {
        running.add(new Running(shape, slot));
      }
      if (!running.isEmpty() && drawn.number(3) == 0) {
        var gone = running.remove(drawn.number(running.size()));
        fleet.release(gone.shape(), gone.slot());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void whatIsGivenBackIsThereAgain(String policy) {
    var drawn = new RandomFleet(seed);
    var fleet = new Fleet(drawn.nodes);
    var packer = packer(drawn, fleet, policy);
    var running = new ArrayList<Running>();
    for (var step = 0; step < STEPS; step++) {
      var shape = fleet.shape(drawn.task());
      var slot = packer.place(shape);
      if (slot != Slot.NONE) {
        running.add(new Running(shape, slot));
      }
      neverNegative(fleet);
    }
    running.forEach(gone -> fleet.release(gone.shape(), gone.slot()));
    assertThat(fleet.allocatedMilli()).isZero();
    for (var node = 0; node < fleet.size(); node++) {
      assertThat(fleet.cpuLeft(node)).isEqualTo(fleet.node(node).cpuMilli());
      assertThat(fleet.memoryLeft(node)).isEqualTo(fleet.node(node).memoryMib());
      assertThat(fleet.free(node)).isEqualTo(fleet.node(node).gpus());
      assertThat(fleet.idle(node)).isEqualTo(fleet.node(node).gpus() * Fleet.DEVICE_MILLI);
      assertThat(fleet.sizesPresent(node)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void theBestNodeIsTakenOrEveryNodeIsCounted(String policy) {
    var drawn = new RandomFleet(seed);
    var fleet = new Fleet(drawn.nodes);
    var packer = packer(drawn, fleet, policy);
    for (var step = 0; step < STEPS; step++) {
      var shape = fleet.shape(drawn.task());
      switch (packer.decide(shape)) {
        case Decision.Placed placed -> {
          fleet.place(shape, placed.slot());
          neverNegative(fleet);
        }
        case Decision.Refused refused -> {
          var refusal = refused.refusal();
          assertThat(refusal.nodes()).as(refusal.text()).isEqualTo(fleet.size());
          assertThat(refusal.forEver())
              .isEqualTo(
                  packer(drawn, new Fleet(drawn.nodes), policy).find(fresh(drawn, shape))
                      == Slot.NONE);
        }
      }
    }
  }

  private static Shape fresh(RandomFleet drawn, Shape shape) {
    return new Fleet(drawn.nodes).shape(shape.task());
  }

  private void neverNegative(Fleet fleet) {
    for (var node = 0; node < fleet.size(); node++) {
      assertThat(fleet.cpuLeft(node)).as("rerun with -Dseed=%d", seed).isNotNegative();
      assertThat(fleet.memoryLeft(node)).as("rerun with -Dseed=%d", seed).isNotNegative();
      for (var device = 0; device < fleet.devices(node); device++) {
        assertThat(fleet.gpuLeft(node, device)).as("rerun with -Dseed=%d", seed).isNotNegative();
      }
    }
  }

  private static Packer packer(RandomFleet drawn, Fleet fleet, String policy) {
    var typical = Typical.of(drawn.tasks);
    return new Packer(fleet, Policies.find(policy).orElseThrow().make(fleet, typical, 1));
  }
}
