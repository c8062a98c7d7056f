package cairn.compute.keypair;

import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** All SQL about key pairs. */
final class KeypairStore {
  private static final String COLUMNS =
      "SELECT user_id, name, number, type, fingerprint, public_key, created_at FROM keypair";
  private static final String FIND = COLUMNS + " WHERE user_id = :user AND name = :name";
  private static final String PAGE =
      COLUMNS
          + """
           WHERE user_id = :user AND (:marker::text IS NULL OR name > :marker)
           ORDER BY name LIMIT :limit
          """;
  private static final String INSERT =
      """
      INSERT INTO keypair (user_id, name, type, fingerprint, public_key, created_at)
      VALUES (:user, :name, :type, :fingerprint, :key, :created)
      RETURNING user_id, name, number, type, fingerprint, public_key, created_at
      """;
  private static final String DELETE = "DELETE FROM keypair WHERE user_id = :user AND name = :name";
  private static final String COUNT = "SELECT count(*) AS n FROM keypair WHERE user_id = :user";

  Optional<Keypair> find(Transaction tx, String user, String name) {
    return tx.sql(FIND).bind("user", user).bind("name", name).optional(KeypairStore::keypair);
  }

  List<Keypair> page(Transaction tx, String user, Optional<String> marker, int limit) {
    return tx.sql(PAGE)
        .bind("user", user)
        .bind("marker", marker)
        .bind("limit", limit)
        .list(KeypairStore::keypair);
  }

  Keypair insert(Transaction tx, Keypair keypair) {
    return tx.sql(INSERT)
        .bind("user", keypair.userId())
        .bind("name", keypair.name())
        .bind("type", keypair.type())
        .bind("fingerprint", keypair.fingerprint())
        .bind("key", keypair.publicKey())
        .bind("created", keypair.createdAt())
        .one(KeypairStore::keypair);
  }

  boolean delete(Transaction tx, String user, String name) {
    return tx.sql(DELETE).bind("user", user).bind("name", name).update() > 0;
  }

  long count(Transaction tx, String user) {
    return tx.sql(COUNT).bind("user", user).one(row -> row.longInteger("n"));
  }

  private static Keypair keypair(Row row) {
    return new Keypair(
        row.longInteger("number"),
        row.text("user_id"),
        row.text("name"),
        row.constant("type", KeypairType.class),
        row.text("fingerprint"),
        row.text("public_key"),
        row.instant("created_at"));
  }
}
