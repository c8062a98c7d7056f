package cairn.identity.token;

import cairn.sql.Transaction;
import java.time.Instant;

/** The audit ids of revoked tokens, until the tokens would have ended anyway. */
final class RevocationStore {
  private static final String INSERT =
      """
      INSERT INTO token_revocation (audit_id, expires_at) VALUES (:auditId, :expiresAt)
      ON CONFLICT DO NOTHING\
      """;

  /** The window in which services may ask about ended tokens is kept as well. */
  private static final String FORGET =
      "DELETE FROM token_revocation WHERE expires_at < :now::timestamptz - interval '3 days'";

  void insert(Transaction tx, String auditId, Instant expiresAt, Instant now) {
    tx.sql(INSERT).bind("auditId", auditId).bind("expiresAt", expiresAt).update();
    tx.sql(FORGET).bind("now", now).update();
  }
}
