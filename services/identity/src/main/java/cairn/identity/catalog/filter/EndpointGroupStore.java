package cairn.identity.catalog.filter;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about endpoint groups. */
final class EndpointGroupStore {
  private static final String COLUMNS = "g.id, g.name, g.description, g.filters";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "endpoint_group g", "g.id").sort("name", "g.name");

  private static final String BY_ID = "SELECT " + COLUMNS + " FROM endpoint_group g WHERE id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO endpoint_group (id, name, description, filters)
      VALUES (:id, :name, :description, :filters)\
      """;

  private static final String UPDATE =
      """
      UPDATE endpoint_group SET name = :name, description = :description, filters = :filters
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM endpoint_group WHERE id = :id";

  private static final String OF_PROJECT =
      "SELECT "
          + COLUMNS
          + """
           FROM endpoint_group g JOIN project_endpoint_group p ON p.endpoint_group_id = g.id
          WHERE p.project_id = :id ORDER BY g.name, g.id\
          """;

  private static final String ENDPOINTS =
      "SELECT endpoint_id AS id FROM endpoint_of_group WHERE endpoint_group_id = :id";

  Optional<EndpointGroup> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(EndpointGroupStore::group);
  }

  Optional<EndpointGroup> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(EndpointGroupStore::group);
  }

  ListPage<EndpointGroup> list(Transaction tx, Query query) {
    var list = Filters.texts(LISTING.query(), query, Map.of("name", "g.name"));
    return Filters.page(list, query)
        .orderBy("name", Listing.Direction.ASCENDING)
        .page(tx, EndpointGroupStore::group);
  }

  List<EndpointGroup> ofProject(Transaction tx, String projectId) {
    return tx.sql(OF_PROJECT).bind("id", projectId).list(EndpointGroupStore::group);
  }

  List<String> endpoints(Transaction tx, String id) {
    return tx.sql(ENDPOINTS).bind("id", id).list(row -> row.text("id"));
  }

  void insert(Transaction tx, EndpointGroup group) {
    write(tx, INSERT, group);
  }

  void update(Transaction tx, EndpointGroup group) {
    write(tx, UPDATE, group);
  }

  private static void write(Transaction tx, String sql, EndpointGroup group) {
    tx.sql(sql)
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("description", group.description())
        .bind("filters", group.filters())
        .update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static EndpointGroup group(Row row) {
    return new EndpointGroup(
        row.text("id"),
        row.text("name"),
        row.optionalText("description"),
        (ObjectNode) row.json("filters"));
  }
}
