package cairn.identity.auth;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks up what a login names. */
final class LoginStore {
  /** An application credential as far as a login needs it. */
  record Secret(String id, String userId, String projectId, String secretHash) {}

  private static final String USER_BY_NAME =
      """
      SELECT u.id
        FROM user_account u JOIN project d ON d.id = u.domain_id
       WHERE u.name = :name AND (d.id = :domainId OR d.name = :domainName)
         AND u.source <> 'federated'\
      """;

  private static final String OPTIONS = "SELECT options FROM user_account WHERE id = :id";

  private static final String PROJECT_BY_NAME =
      """
      SELECT p.id FROM project p JOIN project d ON d.id = p.domain_id
       WHERE p.name = :name AND (d.id = :domainId OR d.name = :domainName)\
      """;

  private static final String DOMAIN_BY_NAME =
      "SELECT id FROM project WHERE is_domain AND name = :name";

  private static final String SECRET_BY_ID =
      "SELECT id, user_id, project_id, secret_hash FROM application_credential WHERE id = :id";

  private static final String SECRET_BY_NAME =
      """
      SELECT id, user_id, project_id, secret_hash FROM application_credential
       WHERE user_id = :userId AND name = :name\
      """;

  /** By name in the domain of that id or, when the id is empty, of that name. */
  Optional<String> userId(Transaction tx, String name, Credentials.DomainRef domain) {
    return tx.sql(USER_BY_NAME)
        .bind("name", name)
        .bind("domainId", domain.id())
        .bind("domainName", nameUnlessId(domain))
        .optional(row -> row.text("id"));
  }

  Optional<JsonNode> options(Transaction tx, String id) {
    return tx.sql(OPTIONS).bind("id", id).optional(row -> row.json("options"));
  }

  Optional<String> projectId(Transaction tx, String name, Credentials.DomainRef domain) {
    return tx.sql(PROJECT_BY_NAME)
        .bind("name", name)
        .bind("domainId", domain.id())
        .bind("domainName", nameUnlessId(domain))
        .optional(row -> row.text("id"));
  }

  Optional<String> domainId(Transaction tx, String name) {
    return tx.sql(DOMAIN_BY_NAME).bind("name", name).optional(row -> row.text("id"));
  }

  Optional<Secret> secret(Transaction tx, String id) {
    return tx.sql(SECRET_BY_ID).bind("id", id).optional(LoginStore::secret);
  }

  Optional<Secret> secret(Transaction tx, String userId, String name) {
    return tx.sql(SECRET_BY_NAME)
        .bind("userId", userId)
        .bind("name", name)
        .optional(LoginStore::secret);
  }

  private static Optional<String> nameUnlessId(Credentials.DomainRef domain) {
    return domain.id().isPresent() ? Optional.empty() : domain.name();
  }

  private static Secret secret(Row row) {
    return new Secret(
        row.text("id"), row.text("user_id"), row.text("project_id"), row.text("secret_hash"));
  }
}
