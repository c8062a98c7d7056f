package cairn.identity.catalog.endpoint;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about endpoints. */
final class EndpointStore {
  private static final String COLUMNS =
      "e.id, e.service_id, e.region_id, e.interface, e.url, e.enabled, e.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "catalog_endpoint e", "e.id").sort("url", "e.url");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM catalog_endpoint e WHERE e.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO catalog_endpoint (id, service_id, region_id, interface, url, enabled, extra)
      VALUES (:id, :serviceId, :regionId, :interface, :url, :enabled, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE catalog_endpoint
         SET service_id = :serviceId, region_id = :regionId, interface = :interface, url = :url,
             enabled = :enabled, extra = :extra
       WHERE id = :id\
      """;

  private static final String ENSURE_REGION =
      """
      INSERT INTO catalog_region (id, description, extra) VALUES (:id, '', '{}')
      ON CONFLICT DO NOTHING\
      """;

  private static final String DELETE = "DELETE FROM catalog_endpoint WHERE id = :id";

  Optional<Endpoint> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(EndpointStore::endpoint);
  }

  Optional<Endpoint> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(EndpointStore::endpoint);
  }

  ListPage<Endpoint> list(Transaction tx, Query query) {
    var list = LISTING.query();
    Filters.texts(
        list,
        query,
        Map.of(
            "interface", "e.interface", "service_id", "e.service_id", "region_id", "e.region_id"));
    list.equal("e.region_id", query.last("region").filter(id -> !id.isEmpty()));
    return Filters.page(list, query)
        .orderBy("url", Listing.Direction.ASCENDING)
        .page(tx, EndpointStore::endpoint);
  }

  List<Endpoint> some(Transaction tx, Collection<String> ids) {
    return LISTING
        .query()
        .in("e.id", ids)
        .orderBy("url", Listing.Direction.ASCENDING)
        .page(tx, EndpointStore::endpoint)
        .items();
  }

  void insert(Transaction tx, Endpoint endpoint) {
    write(tx, INSERT, endpoint);
  }

  void update(Transaction tx, Endpoint endpoint) {
    write(tx, UPDATE, endpoint);
  }

  private static void write(Transaction tx, String sql, Endpoint endpoint) {
    try {
      tx.sql(sql)
          .bind("id", endpoint.id())
          .bind("serviceId", endpoint.serviceId())
          .bind("regionId", endpoint.regionId())
          .bind("interface", endpoint.interfaceName())
          .bind("url", endpoint.url())
          .bind("enabled", endpoint.enabled())
          .bind("extra", endpoint.extra())
          .update();
    } catch (ConstraintViolation e) {
      if (e.is("catalog_endpoint_service_id_fkey")) {
        throw Refusals.invalid("Could not find service: %s.".formatted(endpoint.serviceId()));
      }
      throw e.is("catalog_endpoint_region_id_fkey")
          ? Refusals.invalid("Could not find region: %s.".formatted(endpoint.regionId().orElse("")))
          : e;
    }
  }

  void ensureRegion(Transaction tx, String id) {
    tx.sql(ENSURE_REGION).bind("id", id).update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static Endpoint endpoint(Row row) {
    return new Endpoint(
        row.text("id"),
        row.text("service_id"),
        row.optionalText("region_id"),
        row.text("interface"),
        row.text("url"),
        row.bool("enabled"),
        (ObjectNode) row.json("extra"));
  }
}
