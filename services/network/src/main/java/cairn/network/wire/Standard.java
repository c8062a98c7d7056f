package cairn.network.wire;

import cairn.sql.Row;
import java.time.Instant;
import java.util.List;

/**
 * What all nouns have beside their id and owner.
 *
 * @param revision raised by each change
 */
public record Standard(
    String description, List<String> tags, int revision, Instant createdAt, Instant updatedAt) {
  /** Takes a copy. */
  public Standard {
    tags = List.copyOf(tags);
  }

  /** That of something new. */
  public static Standard created(String description, Instant now) {
    return new Standard(description, List.of(), 1, now, now);
  }

  /** Reads it from a row that has the columns under their usual names. */
  public static Standard of(Row row) {
    return new Standard(
        row.text("description"),
        row.texts("tags"),
        row.integer("revision"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
