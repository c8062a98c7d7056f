package cairn.sql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the built-in PostgreSQL is run.
 *
 * @param durable whether a commit waits for the disk; false only where losing all is no loss
 *     (tests)
 * @param programs where its programs are unpacked, to be shared by several; else in its own folder
 */
public record PostgresSettings(
    boolean durable, int sharedBuffersMib, int connectionsMax, Optional<Path> programs) {
  /** For a cloud on one machine. */
  public static PostgresSettings usual() {
    return new PostgresSettings(true, 64, 60, Optional.empty());
  }

  /** For tests: nothing is kept when the machine goes down. */
  public static PostgresSettings throwAway(Path programs) {
    return new PostgresSettings(false, 32, 100, Optional.of(programs));
  }
}
