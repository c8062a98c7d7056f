package cairn.identity.credential;

import cairn.common.CloudException;
import cairn.identity.token.Fernet;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about credentials. What they are leaves and enters the database sealed. */
final class CredentialStore {
  private static final String COLUMNS =
      "SELECT id, user_id, project_id, type, sealed, extra FROM credential";

  private static final String BY_ID = COLUMNS + " WHERE id = :id";

  private static final String LIST =
      COLUMNS
          + """
           WHERE (:user::text IS NULL OR user_id = :user) AND (:type::text IS NULL OR type = :type)
           ORDER BY id LIMIT 10000\
          """;

  private static final String INSERT =
      """
      INSERT INTO credential (id, user_id, project_id, type, sealed, key_hash, extra)
      VALUES (:id, :user, :project, :type, :sealed, :keyHash, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE credential SET project_id = :project, sealed = :sealed, key_hash = :keyHash
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM credential WHERE id = :id";

  /** Some that another key than the one now in use has sealed. */
  private static final String STALE =
      COLUMNS + " WHERE key_hash <> :keyHash ORDER BY id LIMIT 500 FOR UPDATE";

  private final Fernet fernet;

  CredentialStore(Fernet fernet) {
    this.fernet = fernet;
  }

  Optional<Credential> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(this::credential);
  }

  List<Credential> list(Transaction tx, Optional<String> userId, Optional<String> type) {
    return tx.sql(LIST).bind("user", userId).bind("type", type).list(this::credential);
  }

  void insert(Transaction tx, Credential credential) {
    try {
      sealed(tx, INSERT, credential)
          .bind("user", credential.userId())
          .bind("type", credential.type())
          .bind("extra", credential.extra())
          .update();
    } catch (ConstraintViolation e) {
      throw refused(e, credential);
    }
  }

  void update(Transaction tx, Credential credential) {
    try {
      sealed(tx, UPDATE, credential).update();
    } catch (ConstraintViolation e) {
      throw refused(e, credential);
    }
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  List<Credential> stale(Transaction tx) {
    return tx.sql(STALE).bind("keyHash", fernet.keyHash()).list(this::credential);
  }

  private cairn.sql.Query sealed(Transaction tx, String sql, Credential credential) {
    return tx.sql(sql)
        .bind("id", credential.id())
        .bind("project", credential.projectId())
        .bind("sealed", fernet.seal(credential.blob().getBytes(StandardCharsets.UTF_8)))
        .bind("keyHash", fernet.keyHash());
  }

  private static RuntimeException refused(ConstraintViolation e, Credential credential) {
    if (e.is("credential_pkey")) {
      return Refusals.duplicate("credential", "ID " + credential.id());
    }
    if (e.is("credential_user_id_fkey")) {
      return Refusals.notFound("user", credential.userId());
    }
    return e.is("credential_project_id_fkey")
        ? Refusals.notFound("project", credential.projectId().orElse(""))
        : e;
  }

  private Credential credential(Row row) {
    var id = row.text("id");
    var blob =
        fernet
            .open(row.text("sealed"))
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.INTERNAL,
                    "A credential cannot be read. Its key may have been lost.",
                    "no key of the credential keys opens credential " + id,
                    null));
    return new Credential(
        id,
        row.text("user_id"),
        row.optionalText("project_id"),
        row.text("type"),
        new String(blob, StandardCharsets.UTF_8),
        (ObjectNode) row.json("extra"));
  }
}
