package cairn.gpu.steady;

import cairn.packing.Fleet;
import cairn.packing.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those who wait. The first who fits goes first; who does not fit holds up nobody behind him
 * (backfill without reservations). Nothing that waits fits anywhere, or it would not wait: so when
 * a task goes, only its node has to be looked at.
 */
final class Line {
  private final Map<Shape, ArrayDeque<Arrival>> byShape = new HashMap<>();
  private final List<ArrayDeque<Arrival>> lines = new ArrayList<>();

  void add(Arrival arrival) {
    byShape
        .computeIfAbsent(
            arrival.shape(),
            any -> {
              var line = new ArrayDeque<Arrival>();
              lines.add(line);
              return line;
            })
        .add(arrival);
  }

  /** Does one of that shape wait? */
  boolean has(Shape shape) {
    var line = byShape.get(shape);
    return line != null && !line.isEmpty();
  }

  /** Takes the first who fits on that node. */
  Optional<Arrival> next(Fleet fleet, int node) {
    Optional<ArrayDeque<Arrival>> first = Optional.empty();
    var earliest = Double.POSITIVE_INFINITY;
    for (var line : lines) {
      var head = line.peek();
      if (head != null
          && head.at() < earliest
          && fleet.memoryLeft(node) >= head.shape().memoryMib()
          && fleet.fits(node, head.shape())) {
        first = Optional.of(line);
        earliest = head.at();
      }
    }
    return first.map(ArrayDeque::remove);
  }

  /** All who wait, in no order. */
  List<Arrival> all() {
    return lines.stream().flatMap(ArrayDeque::stream).toList();
  }
}
