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
import org.junit.jupiter.api.Test;

class MoverTest {
  private static final Task SMALL = new Task(1000, 0, 1, 200, List.of());
  private static final Task LARGE = new Task(1000, 0, 1, 800, List.of());
  private static final Task WHOLE = new Task(1000, 0, 1, 1000, List.of());

  private final Fleet fleet =
      new Fleet(List.of(new Node("a", 64_000, 1, 1, "A"), new Node("b", 64_000, 1, 1, "A")));
  private final Rehearsal policy = new Rehearsal(fleet, Typical.of(Collections.nCopies(10, WHOLE)));
  private final Mover mover = new Mover(new Packer(fleet, policy), policy);

  @Test
  void aMoveMakesAGpuWhole() {
    put(SMALL, 0);
    put(LARGE, 1);
    var move = mover.move(1).orElseThrow();
    var old = Slot.node(move.from());
    assertThat(Slot.node(move.to())).isEqualTo(1 - old);
    assertThat(move.gain()).isEqualTo(1000);
    assertThat(fleet.free(old)).isEqualTo(1);
    assertThat(fleet.idle(1 - old)).isZero();
    assertThat(mover.running()).isEqualTo(2);
    assertThat(mover.move(1)).isEmpty();
  }

  @Test
  void whatHasNoRoomElsewhereStays() {
    put(LARGE, 0);
    put(LARGE, 1);
    assertThat(mover.move(1)).isEmpty();
  }

  private void put(Task task, int node) {
    var shape = fleet.shape(task);
    fleet.place(shape, Slot.of(node, 1));
    mover.placed(shape, Slot.of(node, 1));
  }
}
