package cairn.compute.console;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All SQL about console tokens. */
final class ConsoleTokenStore {
  private static final String SWEEP = "DELETE FROM console_token WHERE expires_at < :now";
  private static final String INSERT =
      "INSERT INTO console_token (hash, server_id, expires_at) VALUES (:hash, :server, :expires)";
  private static final String TAKE =
      """
      WITH used AS (DELETE FROM console_token WHERE hash = :hash AND expires_at >= :now
                    RETURNING server_id)
      SELECT s.id, s.host_id FROM used JOIN server s ON s.id = used.server_id
       WHERE s.deleted_at IS NULL AND s.host_id IS NOT NULL
      """;

  /** A server whose console may be opened, and its host. */
  record Place(UUID server, UUID host) {}

  void insert(Transaction tx, byte[] hash, UUID server, Instant expires, Instant now) {
    tx.sql(SWEEP).bind("now", now).update();
    tx.sql(INSERT).bind("hash", hash).bind("server", server).bind("expires", expires).update();
  }

  /** Uses a token up. */
  Optional<Place> take(Transaction tx, byte[] hash, Instant now) {
    return tx.sql(TAKE)
        .bind("hash", hash)
        .bind("now", now)
        .optional(row -> new Place(row.uuid("id"), row.uuid("host_id")));
  }
}
