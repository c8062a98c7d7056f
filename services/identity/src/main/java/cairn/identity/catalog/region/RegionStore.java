package cairn.identity.catalog.region;

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
import tools.jackson.databind.node.ObjectNode;

/** All SQL about regions. */
final class RegionStore {
  private static final String COLUMNS = "r.id, r.description, r.parent_region_id, r.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "catalog_region r", "r.id").sort("id", "r.id");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM catalog_region r WHERE r.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO catalog_region (id, description, parent_region_id, extra)
      VALUES (:id, :description, :parentId, :extra)\
      """;

  private static final String UPDATE =
      """
      UPDATE catalog_region
         SET description = :description, parent_region_id = :parentId, extra = :extra
       WHERE id = :id\
      """;

  /** It and all that lies within it. */
  private static final String DELETE =
      """
      WITH RECURSIVE within AS (
        SELECT id FROM catalog_region WHERE id = :id
        UNION
        SELECT r.id FROM catalog_region r JOIN within w ON r.parent_region_id = w.id)
      DELETE FROM catalog_region WHERE id IN (SELECT id FROM within)\
      """;

  /** The region and all that it lies in. */
  private static final String WITHIN =
      """
      WITH RECURSIVE within AS (
        SELECT id, parent_region_id FROM catalog_region WHERE id = :id
        UNION
        SELECT r.id, r.parent_region_id
          FROM catalog_region r JOIN within w ON r.id = w.parent_region_id)
      SELECT 1 FROM within WHERE id = :outer\
      """;

  Optional<Region> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(RegionStore::region);
  }

  Optional<Region> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(RegionStore::region);
  }

  ListPage<Region> list(Transaction tx, Query query) {
    var list = LISTING.query();
    Filters.texts(list, query, Map.of("parent_region_id", "r.parent_region_id"));
    return Filters.page(list, query)
        .orderBy("id", Listing.Direction.ASCENDING)
        .page(tx, RegionStore::region);
  }

  boolean within(Transaction tx, String id, String outer) {
    return tx.sql(WITHIN).bind("id", id).bind("outer", outer).exists();
  }

  void insert(Transaction tx, Region region) {
    write(tx, INSERT, region);
  }

  void update(Transaction tx, Region region) {
    write(tx, UPDATE, region);
  }

  private static void write(Transaction tx, String sql, Region region) {
    try {
      tx.sql(sql)
          .bind("id", region.id())
          .bind("description", region.description())
          .bind("parentId", region.parentId())
          .bind("extra", region.extra())
          .update();
    } catch (ConstraintViolation e) {
      throw switch (e.violated()) {
        case UNIQUE -> Refusals.duplicate("region", "ID " + region.id());
        case FOREIGN_KEY -> Refusals.notFound("region", region.parentId().orElse(""));
        case CHECK, NOT_NULL, EXCLUSION -> e;
      };
    }
  }

  boolean delete(Transaction tx, String id) {
    try {
      return tx.sql(DELETE).bind("id", id).update() > 0;
    } catch (ConstraintViolation e) {
      throw Refusals.forbidden(
          "Unable to delete region %s because it or its child regions have associated endpoints."
              .formatted(id));
    }
  }

  private static Region region(Row row) {
    return new Region(
        row.text("id"),
        row.text("description"),
        row.optionalText("parent_region_id"),
        (ObjectNode) row.json("extra"));
  }
}
