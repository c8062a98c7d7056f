package cairn.placement.wire;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;

/** The check that nobody has changed what a caller decided on. */
public final class Generations {
  private Generations() {}

  /**
   * Lets the caller pass who knows the newest generation.
   *
   * @throws CloudException CONFLICT with the code {@code placement.concurrent_update}
   */
  public static void check(long known, long asked, String what) {
    if (known != asked) {
      throw conflict(
          "%s generation conflict: it is %d, the request says %d.".formatted(what, known, asked));
    }
  }

  /** Somebody else was faster. */
  public static CloudException conflict(String message) {
    return new CloudException(Kind.CONFLICT, message).typed("placement.concurrent_update");
  }
}
