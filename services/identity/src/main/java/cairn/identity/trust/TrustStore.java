package cairn.identity.trust;

import cairn.common.CloudException;
import cairn.sql.ConstraintViolation;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about trusts, but what the directory reads. */
final class TrustStore {
  private static final String COLUMNS =
      """
      SELECT id, trustor_user_id, trustee_user_id, project_id, impersonation, role_ids, expires_at,
             remaining_uses, redelegated_trust_id, redelegation_count, extra
        FROM trust\
      """;

  /** What has ended, or is used up, is there no more. */
  private static final String FIND =
      COLUMNS
          + """
           WHERE id = :id AND (expires_at IS NULL OR expires_at > :now)
             AND remaining_uses IS DISTINCT FROM 0\
          """;

  private static final String LIST =
      COLUMNS
          + """
           WHERE (:trustor::text IS NULL OR trustor_user_id = :trustor)
             AND (:trustee::text IS NULL OR trustee_user_id = :trustee)
           ORDER BY id LIMIT 10000\
          """;

  private static final String INSERT =
      """
      INSERT INTO trust (id, trustor_user_id, trustee_user_id, project_id, impersonation, role_ids,
                         expires_at, remaining_uses, redelegated_trust_id, redelegation_count, extra)
      VALUES (:id, :trustor, :trustee, :project, :impersonation, :roles, :expiresAt, :uses, :from,
              :count, :extra)\
      """;

  private static final String USE =
      """
      UPDATE trust SET remaining_uses = remaining_uses - 1
       WHERE id = :id AND remaining_uses IS DISTINCT FROM 0\
      """;

  /** With all that was given on from it. */
  private static final String BELOW =
      """
      WITH RECURSIVE below (id) AS (
        SELECT id FROM trust WHERE id = :id
        UNION SELECT t.id FROM trust t JOIN below b ON t.redelegated_trust_id = b.id)
      SELECT id FROM below\
      """;

  private static final String DELETE = "DELETE FROM trust WHERE id = :id";

  Optional<Trust> find(Transaction tx, String id, Instant now) {
    return tx.sql(FIND).bind("id", id).bind("now", now).optional(TrustStore::trust);
  }

  List<Trust> list(Transaction tx, Optional<String> trustor, Optional<String> trustee) {
    return tx.sql(LIST).bind("trustor", trustor).bind("trustee", trustee).list(TrustStore::trust);
  }

  void insert(Transaction tx, Trust trust) {
    try {
      tx.sql(INSERT)
          .bind("id", trust.id())
          .bind("trustor", trust.trustorId())
          .bind("trustee", trust.trusteeId())
          .bind("project", trust.projectId())
          .bind("impersonation", trust.impersonation())
          .bind("roles", trust.roleIds())
          .bind("expiresAt", trust.expiresAt())
          .bind("uses", trust.remainingUses())
          .bind("from", trust.redelegatedFrom())
          .bind("count", trust.redelegationCount())
          .bind("extra", trust.extra())
          .update();
    } catch (ConstraintViolation e) {
      throw e.is("trust_once")
          ? new CloudException(
              CloudException.Kind.CONFLICT,
              "Conflict occurred attempting to store trust - Duplicate entry.")
          : e;
    }
  }

  /** Whether there was a use left. */
  boolean use(Transaction tx, String id) {
    return tx.sql(USE).bind("id", id).update() > 0;
  }

  List<String> below(Transaction tx, String id) {
    return tx.sql(BELOW).bind("id", id).list(row -> row.text("id"));
  }

  void delete(Transaction tx, String id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  private static Trust trust(Row row) {
    return new Trust(
        row.text("id"),
        row.text("trustor_user_id"),
        row.text("trustee_user_id"),
        row.optionalText("project_id"),
        row.bool("impersonation"),
        row.texts("role_ids"),
        row.optionalInstant("expires_at"),
        row.optionalInteger("remaining_uses"),
        row.optionalText("redelegated_trust_id"),
        row.integer("redelegation_count"),
        (ObjectNode) row.json("extra"));
  }
}
