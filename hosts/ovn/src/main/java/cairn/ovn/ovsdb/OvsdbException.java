package cairn.ovn.ovsdb;

import cairn.common.CloudException;
import org.jspecify.annotations.Nullable;

/**
 * A database that could not be asked (kind UNAVAILABLE) or that refused (kind INTERNAL: what we
 * sent was wrong, or the database changed meanwhile).
 */
public final class OvsdbException extends CloudException {
  private static final long serialVersionUID = 1L;

  /** The database answered with an error. */
  public OvsdbException(String error, String details) {
    super(Kind.INTERNAL, "The network's database refused a change.", error + ": " + details, null);
  }

  private OvsdbException(String detail, @Nullable Throwable cause) {
    super(Kind.UNAVAILABLE, "The network's database cannot be reached.", detail, cause);
  }

  /** The database cannot be reached, or went away before it had answered. */
  static OvsdbException unavailable(String detail, @Nullable Throwable cause) {
    return new OvsdbException(detail, cause);
  }
}
