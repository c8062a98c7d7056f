package cairn.compute;

/**
 * What an operator may set.
 *
 * @param hostToken the secret that hosts' agents show
 * @param guestDomain put behind guests' host names; may be empty
 * @param cpuAllocationRatio how many virtual processors may be given out for each real one
 */
public record ComputeSettings(String hostToken, String guestDomain, double cpuAllocationRatio) {
  /** The usual, with that secret. */
  public static ComputeSettings of(String hostToken) {
    return new ComputeSettings(hostToken, "novalocal", 4.0);
  }

  /** The same with another ratio of processors. */
  public ComputeSettings withCpuAllocationRatio(double ratio) {
    return new ComputeSettings(hostToken, guestDomain, ratio);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "ComputeSettings[guestDomain=%s, cpuAllocationRatio=%s]"
        .formatted(guestDomain, cpuAllocationRatio);
  }
}
