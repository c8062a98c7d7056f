package cairn.identity.federation.mapping;

import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** All SQL about mappings. */
final class MappingStore {
  private static final String LIST =
      "SELECT id, schema_version, rules FROM federation_mapping ORDER BY id";

  private static final String BY_ID =
      "SELECT id, schema_version, rules FROM federation_mapping WHERE id = :id";

  private static final String INSERT =
      """
      INSERT INTO federation_mapping (id, schema_version, rules)
      VALUES (:id, :version, :rules)\
      """;

  private static final String UPDATE =
      "UPDATE federation_mapping SET schema_version = :version, rules = :rules WHERE id = :id";

  private static final String DELETE = "DELETE FROM federation_mapping WHERE id = :id";

  List<Mapping> list(Transaction tx) {
    return tx.sql(LIST).list(MappingStore::mapping);
  }

  Optional<Mapping> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(MappingStore::mapping);
  }

  void insert(Transaction tx, Mapping mapping) {
    try {
      values(tx, INSERT, mapping).update();
    } catch (ConstraintViolation e) {
      throw e.is("federation_mapping_pkey")
          ? Refusals.duplicate("mapping", "ID " + mapping.id())
          : e;
    }
  }

  boolean update(Transaction tx, Mapping mapping) {
    return values(tx, UPDATE, mapping).update() > 0;
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static cairn.sql.Query values(Transaction tx, String sql, Mapping mapping) {
    return tx.sql(sql)
        .bind("id", mapping.id())
        .bind("version", mapping.schemaVersion())
        .bind("rules", mapping.rules());
  }

  private static Mapping mapping(Row row) {
    return new Mapping(row.text("id"), row.text("schema_version"), row.json("rules"));
  }
}
