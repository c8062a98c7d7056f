package cairn.identity.token;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit ids of revoked tokens, until the tokens would have ended anyway. */
final class RevocationStore {
  /** What voided the tokens of before that match all that is given. */
  record Event(
      Optional<String> auditId,
      Optional<String> userId,
      Optional<String> projectId,
      Optional<String> domainId,
      Instant at) {}

  private static final String INSERT =
      """
      INSERT INTO token_revocation (audit_id, expires_at, revoked_at)
      VALUES (:auditId, :expiresAt, :now) ON CONFLICT DO NOTHING\
      """;

  /** The window in which services may ask about ended tokens is kept as well. */
  private static final String FORGET =
      "DELETE FROM token_revocation WHERE expires_at < :now::timestamptz - interval '3 days'";

  private static final String EVENTS =
      """
      SELECT audit_id, NULL AS user_id, NULL AS project_id, NULL AS domain_id, revoked_at AS at
        FROM token_revocation WHERE revoked_at > :since
      UNION ALL
      SELECT NULL, id, NULL, NULL, tokens_since FROM user_account WHERE tokens_since > :since
      UNION ALL
      SELECT NULL, NULL, CASE WHEN NOT is_domain THEN id END, CASE WHEN is_domain THEN id END,
             tokens_since
        FROM project WHERE tokens_since > :since
       ORDER BY at LIMIT 10000\
      """;

  void insert(Transaction tx, String auditId, Instant expiresAt, Instant now) {
    tx.sql(INSERT).bind("auditId", auditId).bind("expiresAt", expiresAt).bind("now", now).update();
    tx.sql(FORGET).bind("now", now).update();
  }

  /** Those after that time, the oldest first. */
  List<Event> events(Transaction tx, Instant since) {
    return tx.sql(EVENTS)
        .bind("since", since)
        .list(row ->
            new Event(
                row.optionalText("audit_id"),
                row.optionalText("user_id"),
                row.optionalText("project_id"),
                row.optionalText("domain_id"),
                row.instant("at")));
  }
}
