package cairn.identity.ldap;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All SQL about users and groups that live on LDAP servers. */
final class LdapStore {
  /** A user or group and where it comes from. */
  record Known(String publicId, String localId) {}

  private static final String MAP =
      """
      INSERT INTO id_mapping (public_id, domain_id, local_id, entity_type)
      VALUES (:id, :domain, :localId, :type) ON CONFLICT DO NOTHING\
      """;

  /** Another entry that had the name before is not there any more. */
  private static final String FREE_USER_NAME =
      """
      UPDATE user_account SET name = id, enabled = false
       WHERE domain_id = :domain AND source = 'ldap' AND name = :name AND id <> :id\
      """;

  private static final String FREE_GROUP_NAME =
      """
      UPDATE user_group SET name = id
       WHERE domain_id = :domain AND source = 'ldap' AND name = :name AND id <> :id\
      """;

  /**
   * Only what has changed is written; going from enabled to disabled voids the tokens of before.
   */
  private static final String PUT_USER =
      """
      INSERT INTO user_account AS u
        (id, name, domain_id, enabled, default_project_id, options, extra, source)
      VALUES (:id, :name, :domain, :enabled, :project, '{}', :extra, 'ldap')
      ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, default_project_id = excluded.default_project_id,
             extra = excluded.extra, enabled = excluded.enabled,
             tokens_since = CASE WHEN u.enabled AND NOT excluded.enabled THEN :now
                                 ELSE u.tokens_since END
       WHERE u.source = 'ldap'
         AND (u.name, u.enabled, u.extra, u.default_project_id)
             IS DISTINCT FROM
             (excluded.name, excluded.enabled, excluded.extra, excluded.default_project_id)\
      """;

  private static final String PUT_GROUP =
      """
      INSERT INTO user_group AS g (id, name, domain_id, description, extra, source)
      VALUES (:id, :name, :domain, :description, '{}', 'ldap')
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description
       WHERE g.source = 'ldap'
         AND (g.name, g.description) IS DISTINCT FROM (excluded.name, excluded.description)\
      """;

  private static final String DISABLE_USERS_BUT =
      """
      UPDATE user_account SET enabled = false, tokens_since = :now
       WHERE domain_id = :domain AND source = 'ldap' AND enabled
         AND (:name::text IS NULL OR name = :name) AND NOT (id = ANY(:kept))
      RETURNING id\
      """;

  private static final String DELETE_GROUPS_BUT =
      """
      DELETE FROM user_group
       WHERE domain_id = :domain AND source = 'ldap'
         AND (:name::text IS NULL OR name = :name) AND NOT (id = ANY(:kept))
      RETURNING id\
      """;

  private static final String FORGET_GROUPS =
      "DELETE FROM expiring_member WHERE user_id = :user AND source = ''";

  private static final String FORGET_MEMBERS =
      """
      DELETE FROM expiring_member WHERE group_id = :group AND source = '' RETURNING user_id\
      """;

  private static final String PUT_MEMBER =
      """
      INSERT INTO expiring_member (user_id, group_id, source, expires_at)
      VALUES (:user, :group, '', :expiresAt)
      ON CONFLICT (user_id, group_id, source) DO UPDATE SET expires_at = excluded.expires_at\
      """;

  private static final String LOCAL_ID = "SELECT local_id FROM id_mapping WHERE public_id = :id";

  void map(Transaction tx, String domainId, String type, Known known) {
    tx.sql(MAP)
        .bind("id", known.publicId())
        .bind("domain", domainId)
        .bind("localId", known.localId())
        .bind("type", type)
        .update();
  }

  /** Whether anything was written. */
  boolean put(Transaction tx, String domainId, String id, LdapPerson person, Instant now) {
    tx.sql(FREE_USER_NAME)
        .bind("domain", domainId)
        .bind("name", person.name())
        .bind("id", id)
        .update();
    return tx.sql(PUT_USER)
            .bind("id", id)
            .bind("name", person.name())
            .bind("domain", domainId)
            .bind("enabled", person.enabled())
            .bind("project", person.defaultProjectId())
            .bind("extra", person.extra())
            .bind("now", now)
            .update()
        > 0;
  }

  void put(Transaction tx, String domainId, String id, LdapTeam team) {
    tx.sql(FREE_GROUP_NAME)
        .bind("domain", domainId)
        .bind("name", team.name())
        .bind("id", id)
        .update();
    tx.sql(PUT_GROUP)
        .bind("id", id)
        .bind("name", team.name())
        .bind("domain", domainId)
        .bind("description", team.description())
        .update();
  }

  /** Disables those who are gone, of all or of that name; their ids. */
  List<String> disableUsersBut(
      Transaction tx,
      String domainId,
      Optional<String> name,
      Collection<String> kept,
      Instant now) {
    return tx.sql(DISABLE_USERS_BUT)
        .bind("domain", domainId)
        .bind("name", name)
        .bind("kept", kept)
        .bind("now", now)
        .list(row -> row.text("id"));
  }

  /** Deletes the groups that are gone, of all or of that name; their ids. */
  List<String> deleteGroupsBut(
      Transaction tx, String domainId, Optional<String> name, Collection<String> kept) {
    return tx.sql(DELETE_GROUPS_BUT)
        .bind("domain", domainId)
        .bind("name", name)
        .bind("kept", kept)
        .list(row -> row.text("id"));
  }

  void replaceGroups(Transaction tx, String userId, Collection<String> groups, Instant expiresAt) {
    tx.sql(FORGET_GROUPS).bind("user", userId).update();
    tx.sql(PUT_MEMBER)
        .bind("user", userId)
        .bind("expiresAt", expiresAt)
        .batch(groups, (query, group) -> query.bind("group", group));
  }

  /** The members of before. */
  List<String> replaceMembers(
      Transaction tx, String groupId, Collection<String> users, Instant expiresAt) {
    var before = tx.sql(FORGET_MEMBERS).bind("group", groupId).list(row -> row.text("user_id"));
    tx.sql(PUT_MEMBER)
        .bind("group", groupId)
        .bind("expiresAt", expiresAt)
        .batch(users, (query, user) -> query.bind("user", user));
    return before;
  }

  Optional<String> localId(Transaction tx, String publicId) {
    return tx.sql(LOCAL_ID).bind("id", publicId).optional(row -> row.text("local_id"));
  }
}
