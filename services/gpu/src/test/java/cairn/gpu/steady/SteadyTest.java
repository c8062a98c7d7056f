package cairn.gpu.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cairn.gpu.replay.Workload;
import cairn.gpu.trace.BadInput;
import cairn.gpu.trace.Pod;
import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Slot;
import cairn.packing.Task;
import cairn.packing.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SteadyTest {
  private static final Task ONE = new Task(1000, 0, 1, 1000, List.of());
  private static final Task TWO = new Task(1000, 0, 2, 1000, List.of());
  private static final Node NODE = new Node("n", 64_000, 1024, 4, "A");

  @Test
  void whereThereIsRoomNobodyWaitsAndWhatIsAskedForIsAllocated() {
    var run = run(20);
    assertThat(run.allocation()).isCloseTo(20, within(2.0));
    assertThat(run.waitMean()).isLessThan(Duration.ofSeconds(10));
    assertThat(run.waitedOverHour()).isZero();
  }

  @Test
  void whatIsTooMuchWaits() {
    var run = run(150);
    assertThat(run.allocation()).isGreaterThan(95);
    assertThat(run.waitedOverHour()).isGreaterThan(20);
    assertThat(run.waitingAtEnd()).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameLife() {
    assertThat(run(95)).isEqualTo(run(95));
  }

  @Test
  void aTraceWithoutTimesIsRefused() {
    var pods = List.of(new Pod("a", ONE, Optional.empty()));
    assertThatThrownBy(() -> run(90, pods)).isInstanceOf(BadInput.class);
  }

  @Test
  void theFirstWhoFitsGoesFirst() {
    var fleet = new Fleet(List.of(NODE));
    var line = new Line();
    line.add(new Arrival(fleet.shape(TWO), 1, 10));
    line.add(new Arrival(fleet.shape(ONE), 2, 10));
    fleet.place(fleet.shape(ONE), Slot.of(0, 1));
    fleet.place(fleet.shape(TWO), Slot.of(0, 6));
    assertThat(line.next(fleet, 0).map(Arrival::at)).contains(2.0);
    assertThat(line.next(fleet, 0)).isEmpty();
    fleet.release(fleet.shape(TWO), Slot.of(0, 6));
    assertThat(line.next(fleet, 0).map(Arrival::at)).contains(1.0);
  }

  private static SteadyRun run(int load) {
    var stay = Optional.of(new Pod.Stay(0, 600));
    return run(load, List.of(new Pod("a", ONE, stay), new Pod("b", TWO, stay)));
  }

  private static SteadyRun run(int load, List<Pod> pods) {
    var nodes = List.of(NODE, new Node("o", 64_000, 1024, 8, "A"));
    return new Steady(
            new Workload("small", nodes, pods),
            Policies.find("BestFit").orElseThrow(),
            load,
            Duration.ofHours(72),
            Duration.ofHours(1),
            1)
        .run();
  }
}
