package cairn.identity.application;

import cairn.http.Query;
import cairn.identity.accessrule.AccessRule;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All SQL about application credentials, but what a login or the directory reads. */
final class ApplicationCredentialStore {
  private static final Listing LISTING =
      Listing.of(
              """
              c.id, c.name, c.user_id, c.project_id, c.description, c.expires_at, c.unrestricted,
              c.role_ids,
              (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'service', r.service,
                                                   'path', r.path, 'method', r.method)
                                ORDER BY r.id)
                 FROM application_credential_access_rule a
                 JOIN access_rule r ON r.id = a.access_rule_id
                WHERE a.application_credential_id = c.id) AS access_rules\
              """,
              "application_credential c",
              "c.id")
          .sort("name", "c.name");

  private static final String INSERT =
      """
      INSERT INTO application_credential (id, name, user_id, project_id, description, secret_hash,
                                          expires_at, unrestricted, role_ids)
      VALUES (:id, :name, :userId, :projectId, :description, :hash, :expiresAt, :unrestricted,
              :roleIds)\
      """;

  private static final String DELETE =
      "DELETE FROM application_credential WHERE id = :id AND user_id = :userId";

  Optional<ApplicationCredential> find(Transaction tx, String id) {
    return LISTING
        .query()
        .equal("c.id", id)
        .limit(1)
        .page(tx, ApplicationCredentialStore::credential)
        .items()
        .stream()
        .findFirst();
  }

  ListPage<ApplicationCredential> list(Transaction tx, Query query, String userId) {
    var list = LISTING.query().scope("c.user_id = :user", "user", userId);
    Filters.texts(list, query, Map.of("name", "c.name"));
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, ApplicationCredentialStore::credential);
  }

  void insert(Transaction tx, ApplicationCredential credential, String hash) {
    try {
      tx.sql(INSERT)
          .bind("id", credential.id())
          .bind("name", credential.name())
          .bind("userId", credential.userId())
          .bind("projectId", credential.projectId())
          .bind("description", credential.description())
          .bind("hash", hash)
          .bind("expiresAt", credential.expiresAt())
          .bind("unrestricted", credential.unrestricted())
          .bind("roleIds", credential.roleIds())
          .update();
    } catch (ConstraintViolation e) {
      throw e.is("application_credential_name")
          ? Refusals.duplicate("application_credential", "name " + credential.name())
          : e;
    }
  }

  boolean delete(Transaction tx, String userId, String id) {
    return tx.sql(DELETE).bind("id", id).bind("userId", userId).update() > 0;
  }

  private static ApplicationCredential credential(Row row) {
    return new ApplicationCredential(
        row.text("id"),
        row.text("name"),
        row.text("user_id"),
        row.text("project_id"),
        row.optionalText("description"),
        row.optionalInstant("expires_at"),
        row.bool("unrestricted"),
        row.texts("role_ids"),
        row.optionalJson("access_rules").map(AccessRule::read).orElse(List.of()));
  }
}
