package cairn.packing;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.packing.policy.BestFit;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private final long seed = Long.getLong("seed", System.nanoTime());

  @Test
  void theTablesGiveTheSumOfTheFormula() {
    var drawn = new RandomFleet(seed);
    var fleet = new Fleet(drawn.nodes);
    var packer = new Packer(fleet, new BestFit());
    var fragments = new Fragments(Typical.of(drawn.tasks), fleet.models());
    for (var step = 0; step < 200; step++) {
      packer.place(fleet.shape(drawn.task()));
      for (var node = 0; node < fleet.size(); node++) {
        assertThat(fragments.of(fleet, node))
            .as("rerun with -Dseed=%d", seed)
            .isEqualTo(byFormula(fragments.typical(), fleet, node));
      }
    }
  }

  @Test
  void whatWouldBeIsWhatIsAfterwards() {
    var drawn = new RandomFleet(seed);
    var fleet = new Fleet(drawn.nodes);
    var packer = new Packer(fleet, new BestFit());
    var fragments = new Fragments(Typical.of(drawn.tasks), fleet.models());
    for (var step = 0; step < 200; step++) {
      var shape = fleet.shape(drawn.task());
      var slot = packer.find(shape);
      if (slot != Slot.NONE) {
        var node = Slot.node(slot);
        var expected = fragments.after(fleet, node, shape, Slot.devices(slot));
        fleet.place(shape, slot);
        assertThat(fragments.of(fleet, node)).as("rerun with -Dseed=%d", seed).isEqualTo(expected);
      }
    }
  }

  private static long byFormula(Typical typical, Fleet fleet, int node) {
    var sum = 0L;
    for (var kind : typical.kinds()) {
      var shape = fleet.shape(kind.task());
      long fragment = fleet.idle(node);
      if (shape.gpus() > 0 && fleet.fits(node, shape)) {
        fragment = 0;
        for (var device = 0; device < fleet.devices(node); device++) {
          var left = fleet.gpuLeft(node, device);
          fragment += left < shape.gpuMilli() ? left : 0;
        }
      }
      sum += kind.count() * fragment;
    }
    return sum;
  }
}
