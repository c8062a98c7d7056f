package cairn.identity.federation.provider;

import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** All SQL about protocols. */
final class ProtocolStore {
  private static final String COLUMNS = "provider_id, id, mapping_id, remote_id_attribute";

  private static final String LIST =
      "SELECT " + COLUMNS + " FROM federation_protocol WHERE provider_id = :provider ORDER BY id";

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM federation_protocol WHERE provider_id = :provider AND id = :id";

  private static final String INSERT =
      """
      INSERT INTO federation_protocol (provider_id, id, mapping_id, remote_id_attribute)
      VALUES (:provider, :id, :mapping, :attribute)\
      """;

  private static final String UPDATE =
      """
      UPDATE federation_protocol SET mapping_id = :mapping, remote_id_attribute = :attribute
       WHERE provider_id = :provider AND id = :id\
      """;

  private static final String DELETE =
      "DELETE FROM federation_protocol WHERE provider_id = :provider AND id = :id";

  private static final String HAS_MAPPING = "SELECT 1 FROM federation_mapping WHERE id = :id";

  List<Protocol> list(Transaction tx, String providerId) {
    return tx.sql(LIST).bind("provider", providerId).list(ProtocolStore::protocol);
  }

  Optional<Protocol> find(Transaction tx, String providerId, String id) {
    return tx.sql(BY_ID)
        .bind("provider", providerId)
        .bind("id", id)
        .optional(ProtocolStore::protocol);
  }

  boolean hasMapping(Transaction tx, String id) {
    return tx.sql(HAS_MAPPING).bind("id", id).exists();
  }

  void insert(Transaction tx, Protocol protocol) {
    try {
      values(tx, INSERT, protocol).update();
    } catch (ConstraintViolation e) {
      throw e.is("federation_protocol_pkey")
          ? Refusals.duplicate("federation_protocol", "ID " + protocol.id())
          : e;
    }
  }

  void update(Transaction tx, Protocol protocol) {
    values(tx, UPDATE, protocol).update();
  }

  boolean delete(Transaction tx, String providerId, String id) {
    return tx.sql(DELETE).bind("provider", providerId).bind("id", id).update() > 0;
  }

  private static cairn.sql.Query values(Transaction tx, String sql, Protocol protocol) {
    return tx.sql(sql)
        .bind("provider", protocol.providerId())
        .bind("id", protocol.id())
        .bind("mapping", protocol.mappingId())
        .bind("attribute", protocol.remoteIdAttribute());
  }

  private static Protocol protocol(Row row) {
    return new Protocol(
        row.text("provider_id"),
        row.text("id"),
        row.text("mapping_id"),
        row.optionalText("remote_id_attribute"));
  }
}
