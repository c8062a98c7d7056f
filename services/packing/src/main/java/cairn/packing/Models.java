package cairn.packing;

import java.util.ArrayList;
import java.util.List;

/** The GPU models of a fleet, each with a number and a bit. Immutable. */
public final class Models {
  /** The most models that one fleet may have: a set of models is a mask of a {@code long}. */
  public static final int MAX = 64;

  /** The mask of a task that accepts any model. */
  public static final long ANY = -1;

  private final List<String> names;

  Models(List<Node> nodes) {
    var found = new ArrayList<String>();
    for (var node : nodes) {
      if (!found.contains(node.model())) {
        found.add(node.model());
      }
    }
    if (found.size() > MAX) {
      throw new IllegalArgumentException("a fleet has at most %d GPU models".formatted(MAX));
    }
    names = List.copyOf(found);
  }

  /** How many there are; numbers go from 0 to that. */
  public int count() {
    return names.size();
  }

  /** The name of the model with that number; empty for nodes without GPUs. */
  public String name(int model) {
    return names.get(model);
  }

  /** The number of a model of this fleet. */
  int number(String name) {
    return names.indexOf(name);
  }

  /** The models of that list which the fleet has; {@link #ANY} for an empty list. */
  public long mask(List<String> accepted) {
    if (accepted.isEmpty()) {
      return ANY;
    }
    var mask = 0L;
    for (var model = 0; model < names.size(); model++) {
      if (accepted.contains(names.get(model))) {
        mask |= 1L << model;
      }
    }
    return mask;
  }
}
