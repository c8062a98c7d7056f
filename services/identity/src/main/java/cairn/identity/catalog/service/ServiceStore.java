package cairn.identity.catalog.service;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about services. */
final class ServiceStore {
  private static final String COLUMNS = "s.id, s.type, s.name, s.description, s.enabled, s.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "catalog_service s", "s.id").sort("type", "s.type");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM catalog_service s WHERE s.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO catalog_service (id, type, name, description, enabled, extra)
      VALUES (:id, :type, :name, :description, :enabled, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE catalog_service
         SET type = :type, name = :name, description = :description, enabled = :enabled,
             extra = :extra
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM catalog_service WHERE id = :id";

  Optional<Service> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(ServiceStore::service);
  }

  Optional<Service> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(ServiceStore::service);
  }

  ListPage<Service> list(Transaction tx, Query query) {
    var list = LISTING.query();
    Filters.texts(list, query, Map.of("name", "s.name", "type", "s.type"));
    return Filters.page(list, query)
        .orderBy("type", Listing.Direction.ASCENDING)
        .page(tx, ServiceStore::service);
  }

  void insert(Transaction tx, Service service) {
    write(tx, INSERT, service);
  }

  void update(Transaction tx, Service service) {
    write(tx, UPDATE, service);
  }

  private static void write(Transaction tx, String sql, Service service) {
    tx.sql(sql)
        .bind("id", service.id())
        .bind("type", service.type())
        .bind("name", service.name())
        .bind("description", service.description())
        .bind("enabled", service.enabled())
        .bind("extra", service.extra())
        .update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static Service service(Row row) {
    return new Service(
        row.text("id"),
        row.text("type"),
        row.optionalText("name"),
        row.optionalText("description"),
        row.bool("enabled"),
        (ObjectNode) row.json("extra"));
  }
}
