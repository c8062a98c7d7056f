package cairn.packing;

/**
 * How good a node would be for a task. The score is a pure function of what the node has left, the
 * shape, and whatever the policy knows besides; {@link Packer} takes the node with the highest
 * score and remembers scores until the node changes or the policy's {@link #epoch} does. Used by
 * one thread.
 */
public interface Policy {
  /** What operators call it. */
  String name();

  /**
   * Higher is better. Asked only of nodes that fit (memory aside), never of others. Any number but
   * {@link Integer#MIN_VALUE}.
   */
  int score(Fleet fleet, int node, Shape shape);

  /**
   * The GPUs that the task gets on a node that fits, as a mask. As it is here: the GPU with the
   * least left that is enough for a share, the first free ones for whole GPUs.
   */
  default int devices(Fleet fleet, int node, Shape shape) {
    return shape.isShare()
        ? Devices.tightest(fleet, node, shape.gpuMilli())
        : Devices.firstFree(fleet, node, shape.gpus());
  }

  /** Does it draw lots among equals, by {@link #draw}? Otherwise the first of them is taken. */
  default boolean drawsLots() {
    return false;
  }

  /** Which of that many equally good nodes, 0 to {@code equals - 1}. */
  default int draw(int equals) {
    return 0;
  }

  /**
   * Told of each task once, when it arrives, before it is placed: a policy that learns its demand
   * counts here.
   */
  default void arrived(Shape shape) {}

  /** A number that changes when scores given before are no longer true. */
  default long epoch() {
    return 0;
  }
}
