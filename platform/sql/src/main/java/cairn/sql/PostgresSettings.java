package cairn.sql;

/**
 * How the built-in PostgreSQL is run.
 *
 * @param durable whether a commit waits for the disk; false only where losing all is no loss
 *     (tests)
 */
public record PostgresSettings(boolean durable, int sharedBuffersMib, int connectionsMax) {
  /** For a cloud on one machine. */
  public static PostgresSettings usual() {
    return new PostgresSettings(true, 64, 60);
  }

  /** For tests: nothing is kept when the machine goes down. */
  public static PostgresSettings throwAway() {
    return new PostgresSettings(false, 32, 100);
  }
}
