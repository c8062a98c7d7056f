package cairn.bench.floor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL ran it.
 *
 * @param sql with {@code ?} for its parameters
 * @param values their text; null is NULL
 */
public record Statement(String sql, List<@Nullable String> values) {
  /** What statements are run as. */
  public enum Kind {
    ALONE,
    READ_ONLY,
    READ_WRITE
  }

  /** The statements of one transaction, in order, or one without a transaction. */
  public record Unit(Kind kind, List<Statement> statements) {}
}
