package cairn.identity.federation.login;

import cairn.identity.federation.mapping.Mapped.DomainRef;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All SQL of a login on another's word. */
final class ShadowStore {
  private static final String KNOWN =
      """
      SELECT user_id FROM federated_user
       WHERE provider_id = :provider AND protocol_id = :protocol AND unique_id = :uniqueId\
      """;

  private static final String HAS_USER = "SELECT 1 FROM user_account WHERE id = :id";

  private static final String INSERT_USER =
      """
      INSERT INTO user_account (id, name, domain_id, enabled, options, extra, source)
      VALUES (:id, :name, :domain, true, '{}',
              jsonb_strip_nulls(jsonb_build_object('email', :email::text)), 'federated')\
      """;

  private static final String UPDATE_USER =
      """
      UPDATE user_account
         SET name = :name,
             extra = extra || jsonb_strip_nulls(jsonb_build_object('email', :email::text))
       WHERE id = :id AND source = 'federated'\
      """;

  private static final String LINK =
      """
      INSERT INTO federated_user (provider_id, protocol_id, unique_id, user_id, display_name)
      VALUES (:provider, :protocol, :uniqueId, :user, :name)
      ON CONFLICT (provider_id, protocol_id, unique_id) DO UPDATE SET display_name = :name\
      """;

  private static final String LOCAL_USER =
      """
      SELECT u.id FROM user_account u JOIN project d ON d.id = u.domain_id
       WHERE u.source <> 'federated'
         AND (u.id = :id OR (:id::text IS NULL AND u.name = :name
                             AND (d.id = :domainId OR (:domainId::text IS NULL AND d.name = :domainName))))\
      """;

  private static final String DOMAIN =
      """
      SELECT id FROM project
       WHERE is_domain AND (id = :id OR (:id::text IS NULL AND name = :name))\
      """;

  private static final String GROUP =
      "SELECT id FROM user_group WHERE domain_id = :domain AND name = :name";

  private static final String GROUPS = "SELECT id FROM user_group WHERE id = ANY(:ids)";

  private static final String FORGET_MEMBERS =
      "DELETE FROM expiring_member WHERE user_id = :user AND source = :provider";

  private static final String INSERT_MEMBER =
      """
      INSERT INTO expiring_member (user_id, group_id, source, expires_at)
      VALUES (:user, :group, :provider, :expiresAt)\
      """;

  private static final String PROJECT =
      "SELECT id FROM project WHERE NOT is_domain AND domain_id = :domain AND name = :name";

  private static final String INSERT_PROJECT =
      """
      INSERT INTO project
        (id, name, domain_id, parent_id, is_domain, enabled, description, tags, options, extra)
      VALUES (:id, :name, :domain, :domain, false, true, '', '{}', '{}', '{}')\
      """;

  private static final String ROLE =
      """
      SELECT id FROM role WHERE name = :name AND (domain_id IS NULL OR domain_id = :domain)
       ORDER BY domain_id NULLS FIRST LIMIT 1\
      """;

  private static final String GRANT =
      """
      INSERT INTO role_assignment (role_id, user_id, project_id, inherited)
      VALUES (:role, :user, :project, false) ON CONFLICT DO NOTHING\
      """;

  private static final String REVOKE_OTHERS =
      """
      DELETE FROM role_assignment
       WHERE user_id = :user AND project_id IS NOT NULL AND NOT inherited
         AND NOT (project_id || ' ' || role_id = ANY(:kept))\
      """;

  Optional<String> known(Transaction tx, String provider, String protocol, String uniqueId) {
    return tx.sql(KNOWN)
        .bind("provider", provider)
        .bind("protocol", protocol)
        .bind("uniqueId", uniqueId)
        .optional(row -> row.text("user_id"));
  }

  boolean hasUser(Transaction tx, String id) {
    return tx.sql(HAS_USER).bind("id", id).exists();
  }

  void insertUser(Transaction tx, String id, String name, String domainId, Optional<String> email) {
    tx.sql(INSERT_USER)
        .bind("id", id)
        .bind("name", name)
        .bind("domain", domainId)
        .bind("email", email)
        .update();
  }

  void updateUser(Transaction tx, String id, String name, Optional<String> email) {
    tx.sql(UPDATE_USER).bind("id", id).bind("name", name).bind("email", email).update();
  }

  void link(
      Transaction tx, String provider, String protocol, String uniqueId, String user, String name) {
    tx.sql(LINK)
        .bind("provider", provider)
        .bind("protocol", protocol)
        .bind("uniqueId", uniqueId)
        .bind("user", user)
        .bind("name", name)
        .update();
  }

  Optional<String> localUser(
      Transaction tx, Optional<String> id, Optional<String> name, DomainRef domain) {
    return tx.sql(LOCAL_USER)
        .bind("id", id)
        .bind("name", name)
        .bind("domainId", domain.id())
        .bind("domainName", domain.name())
        .optional(row -> row.text("id"));
  }

  Optional<String> domain(Transaction tx, DomainRef domain) {
    return tx.sql(DOMAIN)
        .bind("id", domain.id())
        .bind("name", domain.name())
        .optional(row -> row.text("id"));
  }

  Optional<String> group(Transaction tx, String domainId, String name) {
    return tx.sql(GROUP)
        .bind("domain", domainId)
        .bind("name", name)
        .optional(row -> row.text("id"));
  }

  /** Those of the groups that there are. */
  List<String> groups(Transaction tx, Collection<String> ids) {
    return tx.sql(GROUPS).bind("ids", ids).list(row -> row.text("id"));
  }

  void replaceMembers(
      Transaction tx, String user, String provider, Collection<String> groups, Instant expiresAt) {
    tx.sql(FORGET_MEMBERS).bind("user", user).bind("provider", provider).update();
    tx.sql(INSERT_MEMBER)
        .bind("user", user)
        .bind("provider", provider)
        .bind("expiresAt", expiresAt)
        .batch(groups, (query, group) -> query.bind("group", group));
  }

  Optional<String> project(Transaction tx, String domainId, String name) {
    return tx.sql(PROJECT)
        .bind("domain", domainId)
        .bind("name", name)
        .optional(row -> row.text("id"));
  }

  void insertProject(Transaction tx, String id, String domainId, String name) {
    tx.sql(INSERT_PROJECT).bind("id", id).bind("domain", domainId).bind("name", name).update();
  }

  Optional<String> role(Transaction tx, String domainId, String name) {
    return tx.sql(ROLE).bind("domain", domainId).bind("name", name).optional(row -> row.text("id"));
  }

  void grant(Transaction tx, String user, String role, String project) {
    tx.sql(GRANT).bind("user", user).bind("role", role).bind("project", project).update();
  }

  /** Takes away every direct grant on a project or domain but those, each a project and a role. */
  void revokeOthers(Transaction tx, String user, Collection<String> kept) {
    tx.sql(REVOKE_OTHERS).bind("user", user).bind("kept", kept).update();
  }
}
