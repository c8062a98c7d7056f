package cairn.identity.directory;

import cairn.identity.accessrule.AccessRule;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what the directory holds: all of it, or one user, group or project. */
final class DirectoryStore {
  /** A grant and whose it is. */
  record Owned<T>(String ownerId, T value) {}

  record Revocation(String auditId, Instant expiresAt) {}

  private static final String USERS =
      """
      SELECT u.id, u.name, u.domain_id, u.enabled, u.default_project_id, u.tokens_since,
             u.password_expires_at, f.provider_id, f.protocol_id,
             (SELECT array_agg(m.group_id ORDER BY m.group_id) FROM expiring_member m
               WHERE m.user_id = u.id AND m.source = f.provider_id) AS federated_groups
        FROM user_account u
        LEFT JOIN (SELECT DISTINCT ON (user_id) user_id, provider_id, protocol_id
                     FROM federated_user ORDER BY user_id, provider_id, protocol_id) f
          ON f.user_id = u.id
       WHERE :id::text IS NULL OR u.id = :id\
      """;

  private static final String PROJECTS =
      """
      SELECT id, name, coalesce(domain_id, id) AS domain_id, parent_id, is_domain, enabled,
             tokens_since
        FROM project WHERE :id::text IS NULL OR id = :id\
      """;

  private static final String ROLES = "SELECT id, name, domain_id FROM role";

  private static final String INFERENCES =
      "SELECT prior_role_id AS owner, implied_role_id AS implied FROM role_inference";

  private static final String USER_GRANTS =
      """
      SELECT user_id AS owner, role_id, project_id, inherited FROM role_assignment
       WHERE user_id IS NOT NULL AND (:id::text IS NULL OR user_id = :id)\
      """;

  private static final String GROUP_GRANTS =
      """
      SELECT group_id AS owner, role_id, project_id, inherited FROM role_assignment
       WHERE group_id IS NOT NULL AND (:id::text IS NULL OR group_id = :id)\
      """;

  private static final String MEMBERSHIPS =
      """
      SELECT user_id AS owner, group_id, NULL::timestamptz AS expires_at FROM group_member
       WHERE :id::text IS NULL OR user_id = :id
      UNION ALL
      SELECT user_id, group_id, expires_at FROM expiring_member
       WHERE :id::text IS NULL OR user_id = :id\
      """;

  private static final String CREDENTIALS =
      """
      SELECT c.id, c.name, c.user_id, c.project_id, c.role_ids, c.unrestricted, c.expires_at,
             (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'service', r.service, 'path', r.path,
                                                  'method', r.method) ORDER BY r.id)
                FROM application_credential_access_rule a
                JOIN access_rule r ON r.id = a.access_rule_id
               WHERE a.application_credential_id = c.id) AS access_rules
        FROM application_credential c WHERE :id::text IS NULL OR c.user_id = :id\
      """;

  private static final String PEERS =
      "SELECT id, auth_url, sp_url FROM service_provider WHERE enabled ORDER BY id";

  private static final String REVOCATIONS =
      """
      SELECT audit_id, expires_at FROM token_revocation
       WHERE :id::text IS NULL OR audit_id = :id\
      """;

  List<UserEntry> users(Transaction tx, Optional<String> id) {
    return tx.sql(USERS)
        .bind("id", id)
        .list(row ->
            new UserEntry(
                row.text("id"),
                row.text("name"),
                row.text("domain_id"),
                row.bool("enabled"),
                row.optionalText("default_project_id"),
                row.optionalInstant("tokens_since"),
                row.optionalInstant("password_expires_at"),
                row.optionalText("provider_id")
                    .map(provider ->
                        new Federation(
                            provider, row.text("protocol_id"), row.texts("federated_groups")))));
  }

  List<ProjectEntry> projects(Transaction tx, Optional<String> id) {
    return tx.sql(PROJECTS)
        .bind("id", id)
        .list(row ->
            new ProjectEntry(
                row.text("id"),
                row.text("name"),
                row.text("domain_id"),
                row.optionalText("parent_id"),
                row.bool("is_domain"),
                row.bool("enabled"),
                row.optionalInstant("tokens_since")));
  }

  List<RoleEntry> roles(Transaction tx) {
    return tx.sql(ROLES)
        .list(
            row -> new RoleEntry(row.text("id"), row.text("name"), row.optionalText("domain_id")));
  }

  List<Peer> peers(Transaction tx) {
    return tx.sql(PEERS)
        .list(row -> new Peer(row.text("id"), row.text("auth_url"), row.text("sp_url")));
  }

  Map<String, List<String>> inferences(Transaction tx) {
    return byOwner(
        tx.sql(INFERENCES).list(row -> new Owned<>(row.text("owner"), row.text("implied"))));
  }

  Map<String, List<Grant>> userGrants(Transaction tx, Optional<String> userId) {
    return byOwner(tx.sql(USER_GRANTS).bind("id", userId).list(DirectoryStore::grant));
  }

  Map<String, List<Grant>> groupGrants(Transaction tx, Optional<String> groupId) {
    return byOwner(tx.sql(GROUP_GRANTS).bind("id", groupId).list(DirectoryStore::grant));
  }

  Map<String, List<Membership>> memberships(Transaction tx, Optional<String> userId) {
    return byOwner(
        tx.sql(MEMBERSHIPS)
            .bind("id", userId)
            .list(row ->
                new Owned<>(
                    row.text("owner"),
                    new Membership(row.text("group_id"), row.optionalInstant("expires_at")))));
  }

  List<ApplicationCredentialEntry> credentials(Transaction tx, Optional<String> userId) {
    return tx.sql(CREDENTIALS)
        .bind("id", userId)
        .list(row ->
            new ApplicationCredentialEntry(
                row.text("id"),
                row.text("name"),
                row.text("user_id"),
                row.text("project_id"),
                row.texts("role_ids"),
                row.bool("unrestricted"),
                row.optionalInstant("expires_at"),
                row.optionalJson("access_rules").map(AccessRule::read).orElse(List.of())));
  }

  List<Revocation> revocations(Transaction tx, Optional<String> auditId) {
    return tx.sql(REVOCATIONS)
        .bind("id", auditId)
        .list(row -> new Revocation(row.text("audit_id"), row.instant("expires_at")));
  }

  private static Owned<Grant> grant(Row row) {
    return new Owned<>(
        row.text("owner"),
        new Grant(row.text("role_id"), row.optionalText("project_id"), row.bool("inherited")));
  }

  private static <T> Map<String, List<T>> byOwner(List<Owned<T>> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                Owned::ownerId, Collectors.mapping(Owned::value, Collectors.toList())));
  }
}
