package cairn.common;

import java.util.Optional;
import java.util.UUID;

/**
 * A typed identifier: a {@code ServerId} cannot be passed for a {@code PortId}. Each noun has a
 * record of its own that implements this, with {@code toString} giving the bare value.
 */
public interface Id {
  /** The UUID itself. */
  UUID value();

  /**
   * Reads a UUID in its canonical form (36 characters, either case); anything else, the lenient
   * forms of {@link UUID#fromString} included, is empty: such an id names nothing.
   */
  static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      var id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
