package cairn.packing;

/**
 * A machine as it came from the factory.
 *
 * @param cpuMilli thousandths of a CPU
 * @param memoryMib its memory
 * @param gpus how many GPUs it has; each has {@link Fleet#DEVICE_MILLI} shares to give
 * @param model of all its GPUs; empty without GPUs
 */
public record Node(String name, int cpuMilli, int memoryMib, int gpus, String model) {
  /** The most GPUs that one node may have: a choice of GPUs is a mask of an {@code int}. */
  public static final int GPUS_MAX = 31;

  /** Refuses with {@link IllegalArgumentException} what no machine can be. */
  public Node {
    if (cpuMilli < 0 || memoryMib < 0 || gpus < 0 || gpus > GPUS_MAX) {
      throw new IllegalArgumentException(
          "node %s: CPU and memory must not be negative, and it has 0 to %d GPUs"
              .formatted(name, GPUS_MAX));
    }
  }
}
