package cairn.packing;

/**
 * Which nodes have changed, in order, in a ring: whoever looked last at number n asks again only
 * about the nodes since n. Older ones are forgotten; then all nodes have to be asked.
 */
final class Changes {
  private final int[] ring;
  private final long[] last;
  private long count;

  Changes(int nodes) {
    ring = new int[Integer.highestOneBit(Math.max(1, nodes)) * 2];
    last = new long[nodes];
  }

  void add(int node) {
    ring[(int) count & ring.length - 1] = node;
    last[node] = count++;
  }

  /** How many there have been. */
  long count() {
    return count;
  }

  /** Are all since that number still known? */
  boolean reachBackTo(long number) {
    return count - number <= ring.length;
  }

  /** The node of that change. */
  int node(long number) {
    return ring[(int) number & ring.length - 1];
  }

  /** Has that node not changed again since? */
  boolean isLast(long number) {
    return last[node(number)] == number;
  }
}
