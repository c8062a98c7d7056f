package cairn.sql;

import cairn.common.CloudException;
import org.jspecify.annotations.Nullable;

/** The database failed in a way that a new attempt of the whole transaction may mend. */
final class SqlFailure extends CloudException {
  private static final long serialVersionUID = 1L;

  SqlFailure(String message, String detail, @Nullable Throwable cause) {
    super(Kind.UNAVAILABLE, message, detail, cause);
  }
}
