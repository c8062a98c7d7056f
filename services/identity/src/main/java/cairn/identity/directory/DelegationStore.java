package cairn.identity.directory;

import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** Reads the trusts and access tokens: all, or one. */
final class DelegationStore {
  private static final String TRUSTS =
      """
      SELECT id, trustor_user_id, trustee_user_id, project_id, impersonation, role_ids, expires_at,
             redelegated_trust_id, redelegation_count
        FROM trust WHERE :id::text IS NULL OR id = :id\
      """;

  private static final String ACCESS_TOKENS =
      """
      SELECT id, consumer_id, authorizing_user_id, project_id, role_ids, expires_at
        FROM oauth_access_token WHERE :id::text IS NULL OR id = :id\
      """;

  List<TrustEntry> trusts(Transaction tx, Optional<String> id) {
    return tx.sql(TRUSTS)
        .bind("id", id)
        .list(row ->
            new TrustEntry(
                row.text("id"),
                row.text("trustor_user_id"),
                row.text("trustee_user_id"),
                row.optionalText("project_id"),
                row.bool("impersonation"),
                row.texts("role_ids"),
                row.optionalInstant("expires_at"),
                row.optionalText("redelegated_trust_id"),
                row.integer("redelegation_count")));
  }

  List<AccessTokenEntry> accessTokens(Transaction tx, Optional<String> id) {
    return tx.sql(ACCESS_TOKENS)
        .bind("id", id)
        .list(row ->
            new AccessTokenEntry(
                row.text("id"),
                row.text("consumer_id"),
                row.text("authorizing_user_id"),
                row.text("project_id"),
                row.texts("role_ids"),
                row.optionalInstant("expires_at")));
  }
}
