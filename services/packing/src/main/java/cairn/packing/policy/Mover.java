package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Packer;
import cairn.packing.Shape;
import cairn.packing.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one running task whose move would help most: the one by which the {@link Leftovers} of
 * its old and its new node together shrink most.
 *
 * <pre>
 *   gain = W(old) - W(old without it) + W(new) - W(new with it)
 * </pre>
 *
 * The new place is where the policy would put such a task now, so it has room before the task
 * leaves its old one: moves are made one after the other, and none waits for another. Used by one
 * thread.
 */
public final class Mover {
  private final Fleet fleet;
  private final Packer packer;
  private final Leftovers leftovers;
  private final List<List<Running>> running = new ArrayList<>();
  private int count;

  private record Running(Shape shape, long slot) {}

  /**
   * A move that was made.
   *
   * @param gain the GPU that fewer will be idle in the end, in thousandths of a GPU
   */
  public record Move(Shape shape, long from, long to, int gain) {}

  /** For a fleet on which nothing runs yet. */
  public Mover(Packer packer, Rehearsal policy) {
    this.packer = packer;
    fleet = packer.fleet();
    leftovers = policy.leftovers();
    for (var node = 0; node < fleet.size(); node++) {
      running.add(new ArrayList<>());
    }
  }

  /** Tells of a task that has been placed. */
  public void placed(Shape shape, long slot) {
    running.get(Slot.node(slot)).add(new Running(shape, slot));
    count++;
  }

  /** How many tasks run. */
  public int running() {
    return count;
  }

  /** Makes the best move, if it gains at least so many thousandths of a GPU. */
  public Optional<Move> move(int gainMin) {
    var places = new HashMap<Shape, Place>();
    Optional<Move> best = Optional.empty();
    var most = gainMin - 1;
    for (var node = 0; node < fleet.size(); node++) {
      var before = leftovers.of(fleet, node, fleet.cpuLeft(node), 0, 0);
      for (var task : running.get(node)) {
        var place = places.computeIfAbsent(task.shape(), this::place);
        if (place.slot != Slot.NONE && Slot.node(place.slot) != node) {
          var gain = (before - without(node, task) + place.gain) / Futures.LISTS;
          if (gain > most) {
            best = Optional.of(new Move(task.shape(), task.slot(), place.slot, gain));
            most = gain;
          }
        }
      }
    }
    best.ifPresent(this::make);
    return best;
  }

  private int without(int node, Running task) {
    var shape = task.shape();
    var cpuLeft = fleet.cpuLeft(node) + shape.cpuMilli();
    return leftovers.of(fleet, node, cpuLeft, Slot.devices(task.slot()), -shape.gpuMilli());
  }

  /** Where such a task would go now, and what its node's leftover would lose by it. */
  private Place place(Shape shape) {
    var slot = packer.find(shape);
    if (slot == Slot.NONE) {
      return new Place(slot, 0);
    }
    var node = Slot.node(slot);
    var cpuLeft = fleet.cpuLeft(node);
    var before = leftovers.of(fleet, node, cpuLeft, 0, 0);
    var after =
        leftovers.of(fleet, node, cpuLeft - shape.cpuMilli(), Slot.devices(slot), shape.gpuMilli());
    return new Place(slot, before - after);
  }

  private void make(Move move) {
    fleet.place(move.shape(), move.to());
    fleet.release(move.shape(), move.from());
    running.get(Slot.node(move.from())).remove(new Running(move.shape(), move.from()));
    running.get(Slot.node(move.to())).add(new Running(move.shape(), move.to()));
  }

  private record Place(long slot, int gain) {}
}
