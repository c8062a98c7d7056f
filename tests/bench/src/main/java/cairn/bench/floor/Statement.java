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
  /** The statements of one transaction, in order. */
  public record Unit(boolean readOnly, List<Statement> statements) {}
}
