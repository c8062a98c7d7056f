package cairn.identity.transfer;

import cairn.sql.Query;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL of an import; whatever is there already stays as it is. */
final class ImportStore {
  /** What is here under an id or a name. */
  record Here(String id, String name, String domainId) {}

  private static final String PROJECT =
      "SELECT id, name, coalesce(domain_id, '') AS domain_id FROM project WHERE id = :id";

  private static final String PROJECT_NAMED =
      """
      SELECT id, name, coalesce(domain_id, '') AS domain_id FROM project
       WHERE name = :name AND coalesce(domain_id, '') = :domain\
      """;

  private static final String USER = "SELECT id, name, domain_id FROM user_account WHERE id = :id";

  private static final String USER_NAMED =
      """
      SELECT id, name, domain_id FROM user_account
       WHERE name = :name AND domain_id = :domain AND source <> 'federated'\
      """;

  private static final String GROUP = "SELECT id, name, domain_id FROM user_group WHERE id = :id";

  private static final String GROUP_NAMED =
      "SELECT id, name, domain_id FROM user_group WHERE name = :name AND domain_id = :domain";

  private static final String ROLE =
      "SELECT id, name, coalesce(domain_id, '') AS domain_id FROM role WHERE id = :id";

  private static final String ROLE_NAMED =
      """
      SELECT id, name, coalesce(domain_id, '') AS domain_id FROM role
       WHERE name = :name AND coalesce(domain_id, '') = :domain\
      """;

  private static final String ADD_PROJECT =
      """
      INSERT INTO project
        (id, name, domain_id, parent_id, is_domain, enabled, description, tags, options, extra)
      VALUES (:id, :name, :domain, :parent, :isDomain, :enabled, :description, :tags, :options,
              :extra)\
      """;

  private static final String ADD_USER =
      """
      INSERT INTO user_account
        (id, name, domain_id, enabled, default_project_id, password_hash, password_created_at,
         password_expires_at, options, extra)
      VALUES (:id, :name, :domain, :enabled, :project, :hash, :createdAt, :expiresAt, :options,
              :extra)\
      """;

  private static final String ADD_GROUP =
      """
      INSERT INTO user_group (id, name, domain_id, description, extra)
      VALUES (:id, :name, :domain, :description, :extra)\
      """;

  private static final String ADD_ROLE =
      """
      INSERT INTO role (id, name, domain_id, description, options, extra)
      VALUES (:id, :name, :domain, :description, :options, :extra)\
      """;

  private static final String ADD_MEMBER =
      """
      INSERT INTO group_member (group_id, user_id) VALUES (:group, :user)
      ON CONFLICT DO NOTHING\
      """;

  private static final String ADD_INFERENCE =
      """
      INSERT INTO role_inference (prior_role_id, implied_role_id) VALUES (:prior, :implied)
      ON CONFLICT DO NOTHING\
      """;

  private static final String ADD_GRANT =
      """
      INSERT INTO role_assignment (role_id, user_id, group_id, project_id, inherited)
      VALUES (:role, :user, :group, :project, :inherited) ON CONFLICT DO NOTHING\
      """;

  private static final String ADD_CREDENTIAL =
      """
      INSERT INTO application_credential
        (id, name, user_id, project_id, description, secret_hash, expires_at, unrestricted,
         role_ids)
      VALUES (:id, :name, :user, :project, :description, :hash, :expiresAt, :unrestricted, :roles)
      ON CONFLICT DO NOTHING\
      """;

  private static Optional<Here> here(Query query) {
    return query.optional(row -> new Here(row.text("id"), row.text("name"), row.text("domain_id")));
  }

  Optional<Here> project(Transaction tx, String id) {
    return here(tx.sql(PROJECT).bind("id", id));
  }

  Optional<Here> project(Transaction tx, String domainId, String name) {
    return here(tx.sql(PROJECT_NAMED).bind("domain", domainId).bind("name", name));
  }

  Optional<Here> user(Transaction tx, String id) {
    return here(tx.sql(USER).bind("id", id));
  }

  Optional<Here> user(Transaction tx, String domainId, String name) {
    return here(tx.sql(USER_NAMED).bind("domain", domainId).bind("name", name));
  }

  Optional<Here> group(Transaction tx, String id) {
    return here(tx.sql(GROUP).bind("id", id));
  }

  Optional<Here> group(Transaction tx, String domainId, String name) {
    return here(tx.sql(GROUP_NAMED).bind("domain", domainId).bind("name", name));
  }

  Optional<Here> role(Transaction tx, String id) {
    return here(tx.sql(ROLE).bind("id", id));
  }

  Optional<Here> role(Transaction tx, String domainId, String name) {
    return here(tx.sql(ROLE_NAMED).bind("domain", domainId).bind("name", name));
  }

  void addProject(
      Transaction tx,
      Here project,
      Optional<String> parentId,
      boolean enabled,
      String description,
      List<String> tags,
      ObjectNode options,
      ObjectNode extra) {
    var domain = Optional.of(project.domainId()).filter(id -> !id.isEmpty());
    tx.sql(ADD_PROJECT)
        .bind("id", project.id())
        .bind("name", project.name())
        .bind("domain", domain)
        .bind("parent", parentId)
        .bind("isDomain", domain.isEmpty())
        .bind("enabled", enabled)
        .bind("description", description)
        .bind("tags", tags)
        .bind("options", options)
        .bind("extra", extra)
        .update();
  }

  void addUser(
      Transaction tx,
      Here user,
      boolean enabled,
      Optional<String> defaultProjectId,
      Optional<KeystonePassword> password,
      ObjectNode options,
      ObjectNode extra) {
    tx.sql(ADD_USER)
        .bind("id", user.id())
        .bind("name", user.name())
        .bind("domain", user.domainId())
        .bind("enabled", enabled)
        .bind("project", defaultProjectId)
        .bind("hash", password.map(KeystonePassword::hash))
        .bind("createdAt", password.map(KeystonePassword::createdAt))
        .bind("expiresAt", password.flatMap(KeystonePassword::expiresAt))
        .bind("options", options)
        .bind("extra", extra)
        .update();
  }

  void addGroup(Transaction tx, Here group, String description, ObjectNode extra) {
    tx.sql(ADD_GROUP)
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("domain", group.domainId())
        .bind("description", description)
        .bind("extra", extra)
        .update();
  }

  void addRole(
      Transaction tx,
      Here role,
      Optional<String> description,
      ObjectNode options,
      ObjectNode extra) {
    tx.sql(ADD_ROLE)
        .bind("id", role.id())
        .bind("name", role.name())
        .bind("domain", Optional.of(role.domainId()).filter(id -> !id.isEmpty()))
        .bind("description", description)
        .bind("options", options)
        .bind("extra", extra)
        .update();
  }

  boolean addMember(Transaction tx, String groupId, String userId) {
    return tx.sql(ADD_MEMBER).bind("group", groupId).bind("user", userId).update() > 0;
  }

  boolean addInference(Transaction tx, String prior, String implied) {
    return tx.sql(ADD_INFERENCE).bind("prior", prior).bind("implied", implied).update() > 0;
  }

  /** A grant to a user or a group; without a project on the system. */
  boolean addGrant(
      Transaction tx,
      String role,
      Optional<String> user,
      Optional<String> group,
      Optional<String> project,
      boolean inherited) {
    return tx.sql(ADD_GRANT)
            .bind("role", role)
            .bind("user", user)
            .bind("group", group)
            .bind("project", project)
            .bind("inherited", inherited)
            .update()
        > 0;
  }

  boolean addCredential(
      Transaction tx,
      String id,
      String name,
      String userId,
      String projectId,
      Optional<String> description,
      String hash,
      Optional<Instant> expiresAt,
      boolean unrestricted,
      Collection<String> roles) {
    return tx.sql(ADD_CREDENTIAL)
            .bind("id", id)
            .bind("name", name)
            .bind("user", userId)
            .bind("project", projectId)
            .bind("description", description)
            .bind("hash", hash)
            .bind("expiresAt", expiresAt)
            .bind("unrestricted", unrestricted)
            .bind("roles", roles)
            .update()
        > 0;
  }
}
