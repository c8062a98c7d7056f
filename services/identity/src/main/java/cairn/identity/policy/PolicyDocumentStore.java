package cairn.identity.policy;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.sql.ListPage;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** All SQL about policies. */
final class PolicyDocumentStore {
  private static final String COLUMNS = "d.id, d.type, d.blob, d.extra";

  private static final Listing LISTING =
      Listing.of(COLUMNS, "policy_document d", "d.id").sort("type", "d.type");

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM policy_document d WHERE d.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE";

  private static final String INSERT =
      "INSERT INTO policy_document (id, type, blob, extra) VALUES (:id, :type, :blob, :extra)";

  private static final String UPDATE =
      "UPDATE policy_document SET type = :type, blob = :blob, extra = :extra WHERE id = :id";

  private static final String DELETE = "DELETE FROM policy_document WHERE id = :id";

  /**
   * The nearest one: of the endpoint itself, of its service in its region or the nearest region
   * above, of its service anywhere.
   */
  private static final String OF_ENDPOINT =
      """
      WITH RECURSIVE above (service_id, region_id, distance) AS (
        SELECT e.service_id, e.region_id, 1 FROM catalog_endpoint e
         WHERE e.id = :id AND e.region_id IS NOT NULL
        UNION ALL
        SELECT a.service_id, r.parent_region_id, a.distance + 1
          FROM above a JOIN catalog_region r ON r.id = a.region_id
         WHERE r.parent_region_id IS NOT NULL AND a.distance < 64),
      nearest (policy_id, distance) AS (
        SELECT policy_id, 0 FROM policy_association WHERE endpoint_id = :id
        UNION ALL
        SELECT p.policy_id, a.distance FROM policy_association p
          JOIN above a ON a.service_id = p.service_id AND a.region_id = p.region_id
        UNION ALL
        SELECT p.policy_id, 1000 FROM policy_association p
          JOIN catalog_endpoint e ON e.service_id = p.service_id
         WHERE e.id = :id AND p.region_id IS NULL)
      SELECT d.id, d.type, d.blob, d.extra
        FROM nearest n JOIN policy_document d ON d.id = n.policy_id
       ORDER BY n.distance LIMIT 1\
      """;

  Optional<PolicyDocument> find(Transaction tx, String id) {
    return tx.sql(BY_ID).bind("id", id).optional(PolicyDocumentStore::policy);
  }

  Optional<PolicyDocument> lock(Transaction tx, String id) {
    return tx.sql(BY_ID_LOCKED).bind("id", id).optional(PolicyDocumentStore::policy);
  }

  Optional<PolicyDocument> ofEndpoint(Transaction tx, String endpointId) {
    return tx.sql(OF_ENDPOINT).bind("id", endpointId).optional(PolicyDocumentStore::policy);
  }

  ListPage<PolicyDocument> list(Transaction tx, Query query) {
    var list = Filters.texts(LISTING.query(), query, Map.of("type", "d.type"));
    return Filters.page(list, query)
        .orderBy("type", Listing.Direction.ASCENDING)
        .page(tx, PolicyDocumentStore::policy);
  }

  void insert(Transaction tx, PolicyDocument policy) {
    write(tx, INSERT, policy);
  }

  void update(Transaction tx, PolicyDocument policy) {
    write(tx, UPDATE, policy);
  }

  private static void write(Transaction tx, String sql, PolicyDocument policy) {
    tx.sql(sql)
        .bind("id", policy.id())
        .bind("type", policy.type())
        .bind("blob", policy.blob())
        .bind("extra", policy.extra())
        .update();
  }

  boolean delete(Transaction tx, String id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  private static PolicyDocument policy(Row row) {
    return new PolicyDocument(
        row.text("id"), row.text("type"), row.text("blob"), (ObjectNode) row.json("extra"));
  }
}
