package cairn.packing;

import java.util.List;

/**
 * What somebody asks for.
 *
 * @param cpuMilli thousandths of a CPU
 * @param memoryMib memory
 * @param gpus how many GPUs, all of one node
 * @param gpuMilli of each of them, 1 to {@link Fleet#DEVICE_MILLI}; less than all of it only when
 *     one GPU is asked for; 0 without GPUs
 * @param models the GPU models it accepts, in the order it names them; empty: any
 */
public record Task(int cpuMilli, int memoryMib, int gpus, int gpuMilli, List<String> models) {
  /** Refuses with {@link IllegalArgumentException} what cannot be asked for. */
  public Task {
    models = List.copyOf(models);
    if (cpuMilli < 0 || memoryMib < 0 || gpus < 0) {
      throw new IllegalArgumentException("a task cannot ask for less than nothing");
    }
    var whole = gpuMilli == Fleet.DEVICE_MILLI;
    var share = gpus == 1 && gpuMilli > 0 && gpuMilli < Fleet.DEVICE_MILLI;
    if (gpus == 0 ? gpuMilli != 0 : !(whole || share)) {
      throw new IllegalArgumentException(
          "a task asks for whole GPUs, a share of one, or none; not for %d of %d/%d"
              .formatted(gpus, gpuMilli, Fleet.DEVICE_MILLI));
    }
  }

  /** Of all its GPUs together, in thousandths of a GPU. */
  public int gpuMilliTotal() {
    return gpus * gpuMilli;
  }

  /** Does it ask for a part of one GPU? */
  public boolean isShare() {
    return gpus == 1 && gpuMilli < Fleet.DEVICE_MILLI;
  }
}
