package cairn.identity.limit;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.Optional;

/** All SQL about registered limits. */
final class RegisteredLimitStore {
  private static final String COLUMNS =
      "r.id, r.service_id, r.region_id, r.resource_name, r.default_limit, r.description";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "registered_limit r", "r.id").sort("resource_name", "r.resource_name");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM registered_limit r WHERE r.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO registered_limit (id, service_id, region_id, resource_name, default_limit,
                                    description)
      VALUES (:id, :serviceId, :regionId, :resourceName, :defaultLimit, :description)\
      """;

  private static final String UPDATE =
      """
      UPDATE registered_limit
         SET service_id = :serviceId, region_id = :regionId, resource_name = :resourceName,
             default_limit = :defaultLimit, description = :description
       WHERE id = :id\
      """;

  private static final String USED = "SELECT 1 FROM resource_limit WHERE registered_limit_id = :id";

  private static final String DELETE = "DELETE FROM registered_limit WHERE id = :id";

  Optional<RegisteredLimit> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(RegisteredLimitStore::limit);
  }

  Optional<RegisteredLimit> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(RegisteredLimitStore::limit);
  }

  ListPage<RegisteredLimit> list(Transaction tx, Query query) {
    var list =
        Filters.texts(
            LISTING.query(),
            query,
            Map.of(
                "service_id", "r.service_id",
                "region_id", "r.region_id",
                "resource_name", "r.resource_name"));
    return Filters.page(list, query)
        .orderBy("resource_name", Listing.Direction.ASCENDING)
        .page(tx, RegisteredLimitStore::limit);
  }

  /** Whether a project or domain has a limit of its own in place of it. */
  boolean used(Transaction tx, String id) {
    return tx.sql(USED).bind("id", id).exists();
  }

  void insert(Transaction tx, RegisteredLimit limit) {
    write(tx, INSERT, limit);
  }

  void update(Transaction tx, RegisteredLimit limit) {
    write(tx, UPDATE, limit);
  }

  private static void write(Transaction tx, String sql, RegisteredLimit limit) {
    try {
      tx.sql(sql)
          .bind("id", limit.id())
          .bind("serviceId", limit.serviceId())
          .bind("regionId", limit.regionId())
          .bind("resourceName", limit.resourceName())
          .bind("defaultLimit", limit.defaultLimit())
          .bind("description", limit.description())
          .update();
    } catch (ConstraintViolation e) {
      throw switch (e.constraint()) {
        case "registered_limit_once" -> Refusals.duplicateEntry("registered_limit");
        case "registered_limit_service_id_fkey" ->
            Refusals.missing("service_id", "registered_limit");
        case "registered_limit_region_id_fkey" -> Refusals.missing("region_id", "registered_limit");
        default -> e;
      };
    }
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static RegisteredLimit limit(Row row) {
    return new RegisteredLimit(
        row.text("id"),
        row.text("service_id"),
        row.optionalText("region_id"),
        row.text("resource_name"),
        row.integer("default_limit"),
        row.optionalText("description"));
  }
}
