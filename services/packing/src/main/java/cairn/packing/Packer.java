package cairn.packing;

import org.jspecify.annotations.Nullable;

/**
 * Finds the best node for each task by one policy, and remembers the scores. A column holds the
 * score of every node for one kind of task; before it is used, the nodes that have changed since it
 * was last used are scored anew. Used by one thread.
 */
public final class Packer {
  /** The score of a node that does not fit. */
  private static final int UNFIT = Integer.MIN_VALUE;

  /** How many columns there are at most; kinds beyond that take the places of others. */
  private static final int KINDS_MAX = 4096;

  /** Longer ago than any change. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Fleet fleet;
  private final Policy policy;
  private final @Nullable Column[] columns = new @Nullable Column[KINDS_MAX];

  /** A packer of that fleet; others may place and release there too. */
  public Packer(Fleet fleet, Policy policy) {
    this.fleet = fleet;
    this.policy = policy;
  }

  public Fleet fleet() {
    return fleet;
  }

  public Policy policy() {
    return policy;
  }

  /** Tells the policy of a task that has just arrived. */
  public void arrived(Shape shape) {
    policy.arrived(shape);
  }

  /** The best slot for that shape now, or {@link Slot#NONE}. Changes nothing. */
  public long find(Shape shape) {
    var scores = fresh(shape);
    var memory = shape.memoryMib();
    var best = -1;
    var highest = UNFIT;
    for (var node = 0; node < scores.length; node++) {
      if (scores[node] > highest && fleet.memoryLeft(node) >= memory) {
        best = node;
        highest = scores[node];
      }
    }
    if (best < 0) {
      return Slot.NONE;
    }
    var node = policy.drawsLots() ? drawn(scores, best, memory) : best;
    return Slot.of(node, policy.devices(fleet, node, shape));
  }

  /** Finds the best slot and takes it: {@link #find} and {@link Fleet#place} in one. */
  public long place(Shape shape) {
    var slot = find(shape);
    if (slot != Slot.NONE) {
      fleet.place(shape, slot);
    }
    return slot;
  }

  /** As {@link #find}, in full words; this one allocates. */
  public Decision decide(Shape shape) {
    var slot = find(shape);
    return slot == Slot.NONE
        ? new Decision.Refused(Refusal.of(fleet, shape))
        : new Decision.Placed(fleet.node(Slot.node(slot)), slot);
  }

  /** One of the nodes that are as good as the first of the best. */
  private int drawn(int[] scores, int first, int memory) {
    var equals = 0;
    for (var node = first; node < scores.length; node++) {
      equals += isEqual(scores, first, node, memory) ? 1 : 0;
    }
    var skip = policy.draw(equals);
    var node = first;
    while (skip > 0 || !isEqual(scores, first, node, memory)) {
      skip -= isEqual(scores, first, node, memory) ? 1 : 0;
      node++;
    }
    return node;
  }

  private boolean isEqual(int[] scores, int first, int node, int memory) {
    return scores[node] == scores[first] && fleet.memoryLeft(node) >= memory;
  }

  /** The scores of every node for that shape's kind, as of now. */
  int[] fresh(Shape shape) {
    var column = column(shape.kind());
    var changes = fleet.changes();
    var epoch = policy.epoch();
    if (epoch != column.epoch || !changes.reachBackTo(column.seen)) {
      for (var node = 0; node < column.scores.length; node++) {
        column.scores[node] = score(node, shape);
      }
    } else {
      for (var change = column.seen; change < changes.count(); change++) {
        if (changes.isLast(change)) {
          var node = changes.node(change);
          column.scores[node] = score(node, shape);
        }
      }
    }
    column.seen = changes.count();
    column.epoch = epoch;
    return column.scores;
  }

  private int score(int node, Shape shape) {
    return fleet.fits(node, shape) ? policy.score(fleet, node, shape) : UNFIT;
  }

  private Column column(int kind) {
    var place = kind % KINDS_MAX;
    if (columns[place] == null) {
      columns[place] = new Column(fleet.size());
    }
    var column = columns[place];
    if (column.kind != kind) {
      column.kind = kind;
      column.seen = NEVER;
    }
    return column;
  }

  /** The scores of one kind, and of when they are. */
  private static final class Column {
    final int[] scores;
    int kind = -1;
    long seen = NEVER;
    long epoch;

    Column(int nodes) {
      scores = new int[nodes];
    }
  }
}
