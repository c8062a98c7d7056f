package cairn.identity.accessrule;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All SQL about access rules, but what the directory reads. */
final class AccessRuleStore {
  private static final Listing LISTING =
      Listing.of("r.id, r.service, r.path, r.method", "access_rule r", "r.id");

  private static final String FIND =
      "SELECT id, service, path, method FROM access_rule WHERE user_id = :user AND id = :id";

  private static final String SAME =
      """
      SELECT id, service, path, method FROM access_rule
       WHERE user_id = :user AND service = :service AND path = :path AND method = :method\
      """;

  private static final String INSERT =
      """
      INSERT INTO access_rule (id, user_id, service, path, method)
      VALUES (:id, :user, :service, :path, :method) ON CONFLICT DO NOTHING\
      """;

  private static final String LINK =
      """
      INSERT INTO application_credential_access_rule (application_credential_id, access_rule_id)
      VALUES (:credential, :rule) ON CONFLICT DO NOTHING\
      """;

  private static final String IN_USE =
      "SELECT 1 FROM application_credential_access_rule WHERE access_rule_id = :id";

  private static final String DELETE = "DELETE FROM access_rule WHERE user_id = :user AND id = :id";

  ListPage<AccessRule> list(Transaction tx, Query query, String userId) {
    var list = LISTING.query().scope("r.user_id = :user", "user", userId);
    Filters.texts(
        list, query, Map.of("service", "r.service", "path", "r.path", "method", "r.method"));
    return Filters.page(list, query).page(tx, AccessRuleStore::rule);
  }

  Optional<AccessRule> find(Transaction tx, String userId, String id) {
    return tx.sql(FIND).bind("user", userId).bind("id", id).optional(AccessRuleStore::rule);
  }

  /** Puts it there, unless one like it is there already; that is then the one to use. */
  AccessRule ensure(Transaction tx, String userId, AccessRule rule) {
    all(tx, INSERT, userId, rule).bind("id", rule.id()).update();
    return all(tx, SAME, userId, rule).one(AccessRuleStore::rule);
  }

  private static cairn.sql.Query all(Transaction tx, String sql, String userId, AccessRule rule) {
    return tx.sql(sql)
        .bind("user", userId)
        .bind("service", rule.service())
        .bind("path", rule.path())
        .bind("method", rule.method());
  }

  void link(Transaction tx, String credentialId, List<AccessRule> rules) {
    tx.sql(LINK)
        .batch(
            rules, (query, rule) -> query.bind("credential", credentialId).bind("rule", rule.id()));
  }

  boolean inUse(Transaction tx, String id) {
    return tx.sql(IN_USE).bind("id", id).exists();
  }

  boolean delete(Transaction tx, String userId, String id) {
    return tx.sql(DELETE).bind("user", userId).bind("id", id).update() > 0;
  }

  private static AccessRule rule(Row row) {
    return new AccessRule(
        row.text("id"), row.text("service"), row.text("path"), row.text("method"));
  }
}
