package cairn.packing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Packer;
import cairn.packing.Slot;
import cairn.packing.Task;
import cairn.packing.Typical;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Task ONE = whole(1, "");

  @Test
  void aShareGoesWhereItFillsAGpu() {
    var fleet = new Fleet(List.of(node("a", 1, "X"), node("b", 1, "X")));
    fleet.place(fleet.shape(share(500)), Slot.of(0, 1));
    fleet.place(fleet.shape(share(600)), Slot.of(1, 1));
    assertThat(place(fleet, demand(10, share(500), share(400)), share(400))).isEqualTo(1);
  }

  @Test
  void eightFreeGpusStayTogether() {
    var fleet = new Fleet(List.of(node("a", 8, "X"), node("b", 8, "X")));
    fleet.place(fleet.shape(ONE), Slot.of(1, 1));
    assertThat(place(fleet, demand(100, whole(8, "")), ONE)).isEqualTo(1);
  }

  @Test
  void whoRunsAnywhereLeavesTheModelThatOthersName() {
    var fleet = new Fleet(List.of(node("a", 1, "wanted"), node("b", 1, "other")));
    assertThat(place(fleet, demand(10, ONE, whole(1, "wanted")), ONE)).isEqualTo(1);
  }

  @Test
  void cpuIsNotUsedUpBeforeTheGpus() {
    var fleet = new Fleet(List.of(node("a", 4, "X"), node("b", 1, "X")));
    var hungry = new Task(40_000, 0, 1, 1000, List.of());
    var modest = new Task(16_000, 0, 1, 1000, List.of());
    assertThat(place(fleet, demand(10, hungry, modest), hungry)).isEqualTo(1);
  }

  @Test
  void withoutKnownDemandAnyNodeThatFitsIsTaken() {
    var fleet = new Fleet(List.of(node("a", 1, "X"), node("b", 1, "X")));
    assertThat(place(fleet, Typical.of(List.of()), ONE)).isZero();
  }

  private static int place(Fleet fleet, Typical typical, Task task) {
    var packer = new Packer(fleet, new Rehearsal(fleet, typical));
    return Slot.node(packer.place(fleet.shape(task)));
  }

  private static Typical demand(int each, Task... tasks) {
    return Typical.of(
        Stream.of(tasks).flatMap(task -> Collections.nCopies(each, task).stream()).toList());
  }

  private static Node node(String name, int gpus, String model) {
    return new Node(name, 64_000, 1024, gpus, model);
  }

  private static Task share(int milli) {
    return new Task(1000, 0, 1, milli, List.of());
  }

  private static Task whole(int gpus, String model) {
    return new Task(1000, 0, gpus, 1000, model.isEmpty() ? List.of() : List.of(model));
  }
}
