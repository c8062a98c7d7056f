package cairn.packing;

/**
 * Where a task runs, as one {@code long}, so that a decision allocates nothing: the node's index in
 * the upper half, the mask of its GPUs in the lower.
 */
public final class Slot {
  /** No node fits. */
  public static final long NONE = -1;

  private Slot() {}

  /** That node and those GPUs. */
  public static long of(int node, int devices) {
    return (long) node << 32 | devices;
  }

  /** The index of the node. */
  public static int node(long slot) {
    return (int) (slot >> 32);
  }

  /** The GPUs: bit i stands for GPU i. */
  public static int devices(long slot) {
    return (int) slot;
  }
}
