package cairn.compute;

/**
 * What an operator may set.
 *
 * @param hostToken the secret that hosts' agents show
 * @param guestDomain put behind guests' host names; may be empty
 * @param vcpuRatio how many virtual processors may be given out for each real one
 */
public record ComputeSettings(String hostToken, String guestDomain, double vcpuRatio) {
  /** The usual, with that secret. */
  public static ComputeSettings of(String hostToken) {
    return new ComputeSettings(hostToken, "novalocal", 4.0);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "ComputeSettings[guestDomain=%s, vcpuRatio=%s]".formatted(guestDomain, vcpuRatio);
  }
}
