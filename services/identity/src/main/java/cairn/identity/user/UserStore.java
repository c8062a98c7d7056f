package cairn.identity.user;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about users, but what a login or the directory reads; without their other names. */
final class UserStore {
  private static final String COLUMNS =
      """
      u.id, u.name, u.domain_id, u.enabled, u.default_project_id, u.password_expires_at,
      u.options, u.extra\
      """;

  private static final Listing LISTING =
      Listing.of(COLUMNS, "user_account u", "u.id").sort("name", "u.name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM user_account u WHERE u.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO user_account (id, name, domain_id, enabled, default_project_id, options, extra,
                                created_at)
      VALUES (:id, :name, :domainId, :enabled, :defaultProjectId, :options, :extra, :now)\
      """;

  /**
   * Going from enabled to disabled voids the tokens of before; an update that leaves the user
   * enabled forgets wrong passwords, which is how an administrator unlocks an account.
   */
  private static final String UPDATE =
      """
      UPDATE user_account
         SET name = :name, default_project_id = :defaultProjectId, options = :options,
             extra = :extra,
             tokens_since =
               CASE WHEN enabled AND NOT :enabled THEN :now::timestamptz ELSE tokens_since END,
             failed_logins = CASE WHEN :enabled THEN 0 ELSE failed_logins END,
             failed_at = CASE WHEN :enabled THEN NULL ELSE failed_at END,
             last_active_on =
               CASE WHEN :enabled THEN (:now::timestamptz AT TIME ZONE 'UTC')::date
                    ELSE last_active_on END,
             enabled = :enabled
       WHERE id = :id\
      """;

  private static final String INACTIVE =
      """
      SELECT id FROM user_account
       WHERE id = ANY(:ids)
         AND options ->> 'ignore_user_inactivity' IS DISTINCT FROM 'true'
         AND coalesce(last_active_on, (created_at AT TIME ZONE 'UTC')::date)
             <= (:bound::timestamptz AT TIME ZONE 'UTC')::date\
      """;

  private static final String DELETE = "DELETE FROM user_account WHERE id = :id";

  private static final String IN_GROUP =
      "EXISTS (SELECT 1 FROM current_member m WHERE m.user_id = u.id AND m.group_id = :group)";

  Optional<User> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(UserStore::user);
  }

  Optional<User> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(UserStore::user);
  }

  ListPage<User> list(
      Transaction tx, Query query, Optional<String> domainId, Optional<String> groupId) {
    var list = LISTING.query().equal("u.domain_id", domainId);
    groupId.ifPresent(id -> list.scope(IN_GROUP, "group", id));
    Filters.texts(list, query, Map.of("name", "u.name", "domain_id", "u.domain_id"));
    Filters.truth(query, "enabled").ifPresent(on -> list.equal("u.enabled", on));
    ExpiryFilter.asked(query, list);
    FederatedIdentityStore.asked(query, list);
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, UserStore::user);
  }

  void insert(Transaction tx, User user, Instant now) {
    try {
      values(tx, INSERT, user, now).bind("domainId", user.domainId()).update();
    } catch (ConstraintViolation e) {
      throw refused(e, user);
    }
  }

  void update(Transaction tx, User user, Instant now) {
    try {
      values(tx, UPDATE, user, now).update();
    } catch (ConstraintViolation e) {
      throw refused(e, user);
    }
  }

  private static cairn.sql.Query values(Transaction tx, String sql, User user, Instant now) {
    return tx.sql(sql)
        .bind("id", user.id())
        .bind("name", user.name())
        .bind("enabled", user.enabled())
        .bind("defaultProjectId", user.defaultProjectId())
        .bind("options", user.options())
        .bind("extra", user.extra())
        .bind("now", now);
  }

  private static RuntimeException refused(ConstraintViolation e, User user) {
    if (e.is("user_account_name")) {
      return Refusals.duplicate(
          "user", "name %s at domain ID %s".formatted(user.name(), user.domainId()));
    }
    return e.is("user_account_domain_id_fkey") ? Refusals.notFound("domain", user.domainId()) : e;
  }

  /** Those of them that nobody has used since that day. */
  Set<String> inactive(Transaction tx, List<String> ids, Instant bound) {
    return Set.copyOf(
        tx.sql(INACTIVE).bind("ids", ids).bind("bound", bound).list(row -> row.text("id")));
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static User user(Row row) {
    return new User(
        row.text("id"),
        row.text("name"),
        row.text("domain_id"),
        row.bool("enabled"),
        row.optionalText("default_project_id"),
        row.optionalInstant("password_expires_at"),
        (ObjectNode) row.json("options"),
        (ObjectNode) row.json("extra"),
        List.of());
  }
}
