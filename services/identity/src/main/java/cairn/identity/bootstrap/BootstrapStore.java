package cairn.identity.bootstrap;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;

/** Inserts what is missing. */
final class BootstrapStore {
  private static final String HAS_ADMIN =
      "SELECT 1 FROM user_account WHERE domain_id = 'default' AND name = 'admin'";

  private static final String DOMAIN =
      """
      INSERT INTO project
        (id, name, is_domain, enabled, description, tags, options, extra)
      VALUES (:id, :name, true, true, 'The default domain', '{}', '{}', '{}')
      ON CONFLICT DO NOTHING\
      """;

  private static final String LOCK = "SELECT id FROM project WHERE id = :id FOR UPDATE";

  private static final String ROLE =
      """
      INSERT INTO role (id, name, options, extra) VALUES (:id, :name, '{"immutable": true}', '{}')
      ON CONFLICT DO NOTHING\
      """;

  private static final String INFERENCE =
      """
      INSERT INTO role_inference (prior_role_id, implied_role_id)
      SELECT prior.id, implied.id FROM role prior, role implied
       WHERE prior.name = :prior AND prior.domain_id IS NULL
         AND implied.name = :implied AND implied.domain_id IS NULL
      ON CONFLICT DO NOTHING\
      """;

  private static final String PROJECT =
      """
      INSERT INTO project
        (id, name, domain_id, parent_id, is_domain, enabled, description, tags, options, extra)
      VALUES (:id, :name, :domain, :domain, false, true, :description, '{}', '{}', '{}')
      ON CONFLICT DO NOTHING\
      """;

  private static final String USER =
      """
      INSERT INTO user_account
        (id, name, domain_id, enabled, password_hash, password_created_at, options, extra)
      VALUES (:id, :name, :domain, true, :hash, :now, '{}', '{}')
      ON CONFLICT DO NOTHING\
      """;

  /** On the project of the user's own name and on the system. */
  private static final String GRANT =
      """
      INSERT INTO role_assignment (role_id, user_id, project_id, inherited)
      SELECT r.id, u.id, place.id, false
        FROM user_account u
        JOIN role r ON r.name = :role AND r.domain_id IS NULL
        CROSS JOIN (SELECT id FROM project WHERE name = :name AND domain_id = :domain
                    UNION ALL SELECT NULL) place
       WHERE u.name = :name AND u.domain_id = :domain
      ON CONFLICT DO NOTHING\
      """;

  private static final String REGION =
      """
      INSERT INTO catalog_region (id, description, extra) VALUES (:id, '', '{}')
      ON CONFLICT DO NOTHING\
      """;

  private static final String HAS_SERVICE = "SELECT 1 FROM catalog_service WHERE type = :type";

  private static final String SERVICE =
      """
      INSERT INTO catalog_service (id, type, name, description, enabled, extra)
      VALUES (:id, :type, :name, '', true, '{}')\
      """;

  private static final String ENDPOINT =
      """
      INSERT INTO catalog_endpoint (id, service_id, region_id, interface, url, enabled, extra)
      VALUES (:id, :service, :region, :interface, :url, true, '{}')\
      """;

  private static final String RESTORE_ADMIN =
      """
      UPDATE user_account
         SET enabled = true, password_hash = :hash, password_created_at = :now,
             password_expires_at = NULL, tokens_since = :now
       WHERE domain_id = 'default' AND name = 'admin' AND source = 'own'
      RETURNING id\
      """;

  /** The domain and the projects that the first start makes. */
  private static final String FIRST_PROJECTS =
      """
      SELECT id FROM project
       WHERE id = :domain OR (domain_id = :domain AND name IN ('admin', 'service'))\
      """;

  boolean hasAdmin(Transaction tx) {
    return tx.sql(HAS_ADMIN).exists();
  }

  void ensureDomain(Transaction tx, String id, String name) {
    tx.sql(DOMAIN).bind("id", id).bind("name", name).update();
  }

  /** Makes servers that start at once take their turns. */
  void lock(Transaction tx, String domainId) {
    tx.sql(LOCK).bind("id", domainId).exists();
  }

  void ensureRole(Transaction tx, String id, String name) {
    tx.sql(ROLE).bind("id", id).bind("name", name).update();
  }

  void ensureInference(Transaction tx, String prior, String implied) {
    tx.sql(INFERENCE).bind("prior", prior).bind("implied", implied).update();
  }

  void ensureProject(Transaction tx, String id, String name, String domain, String description) {
    tx.sql(PROJECT)
        .bind("id", id)
        .bind("name", name)
        .bind("domain", domain)
        .bind("description", description)
        .update();
  }

  void ensureUser(Transaction tx, String id, String name, String domain, String hash, Instant now) {
    tx.sql(USER)
        .bind("id", id)
        .bind("name", name)
        .bind("domain", domain)
        .bind("hash", hash)
        .bind("now", now)
        .update();
  }

  void ensureGrant(Transaction tx, String name, String domain, String role) {
    tx.sql(GRANT).bind("name", name).bind("domain", domain).bind("role", role).update();
  }

  List<String> restoreAdmin(Transaction tx, String hash, Instant now) {
    return tx.sql(RESTORE_ADMIN).bind("hash", hash).bind("now", now).list(row -> row.text("id"));
  }

  List<String> projects(Transaction tx, String domainId) {
    return tx.sql(FIRST_PROJECTS).bind("domain", domainId).list(row -> row.text("id"));
  }

  void ensureRegion(Transaction tx, String id) {
    tx.sql(REGION).bind("id", id).update();
  }

  boolean hasService(Transaction tx, String type) {
    return tx.sql(HAS_SERVICE).bind("type", type).exists();
  }

  void insertService(Transaction tx, String id, String type, String name) {
    tx.sql(SERVICE).bind("id", id).bind("type", type).bind("name", name).update();
  }

  void insertEndpoint(
      Transaction tx, String id, String service, String region, String interfaceName, String url) {
    tx.sql(ENDPOINT)
        .bind("id", id)
        .bind("service", service)
        .bind("region", region)
        .bind("interface", interfaceName)
        .bind("url", url)
        .update();
  }
}
