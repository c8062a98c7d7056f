package cairn.packing;

/** The usual choices among the GPUs of a node that fits. */
public final class Devices {
  private Devices() {}

  /** The GPU with the least left that has so much, the first among equals; as a mask. */
  public static int tightest(Fleet fleet, int node, int milli) {
    var best = -1;
    var least = Integer.MAX_VALUE;
    for (var device = 0; device < fleet.devices(node); device++) {
      var left = fleet.gpuLeft(node, device);
      if (left >= milli && left < least) {
        best = device;
        least = left;
      }
    }
    return 1 << best;
  }

  /** The first so many GPUs that are wholly free, as a mask. */
  public static int firstFree(Fleet fleet, int node, int count) {
    var mask = 0;
    for (int device = 0, found = 0; found < count; device++) {
      if (fleet.gpuLeft(node, device) == Fleet.DEVICE_MILLI) {
        mask |= 1 << device;
        found++;
      }
    }
    return mask;
  }
}
