package cairn.identity.policy;

import cairn.sql.Query;
import cairn.sql.Transaction;
import java.util.List;

/** All SQL about what policies are for. */
final class AssociationStore {
  private static final String TARGET =
      """
       endpoint_id IS NOT DISTINCT FROM :endpointId::text
         AND service_id IS NOT DISTINCT FROM :serviceId::text
         AND region_id IS NOT DISTINCT FROM :regionId::text\
      """;

  private static final String EXISTS =
      "SELECT 1 FROM policy_association WHERE policy_id = :policyId AND" + TARGET;

  private static final String DELETE =
      "DELETE FROM policy_association WHERE policy_id = :policyId AND" + TARGET;

  /** The same target has one policy: a new one takes the place of the one before. */
  private static final String PUT =
      """
      INSERT INTO policy_association (policy_id, endpoint_id, service_id, region_id)
      VALUES (:policyId, :endpointId, :serviceId, :regionId)
      ON CONFLICT (coalesce(endpoint_id, ''), coalesce(service_id, ''), coalesce(region_id, ''))
      DO UPDATE SET policy_id = excluded.policy_id\
      """;

  private static final String ENDPOINTS =
      """
      WITH RECURSIVE within (service_id, region_id) AS (
        SELECT service_id, region_id FROM policy_association
         WHERE policy_id = :policyId AND region_id IS NOT NULL
        UNION
        SELECT w.service_id, r.id
          FROM within w JOIN catalog_region r ON r.parent_region_id = w.region_id)
      SELECT endpoint_id AS id FROM policy_association
       WHERE policy_id = :policyId AND endpoint_id IS NOT NULL
      UNION
      SELECT e.id FROM policy_association p JOIN catalog_endpoint e ON e.service_id = p.service_id
       WHERE p.policy_id = :policyId AND p.region_id IS NULL
      UNION
      SELECT e.id FROM within w
        JOIN catalog_endpoint e ON e.service_id = w.service_id AND e.region_id = w.region_id\
      """;

  boolean exists(Transaction tx, Association association) {
    return bound(tx, EXISTS, association).exists();
  }

  void put(Transaction tx, Association association) {
    bound(tx, PUT, association).update();
  }

  void delete(Transaction tx, Association association) {
    bound(tx, DELETE, association).update();
  }

  /** The ids of the endpoints that a policy is for. */
  List<String> endpoints(Transaction tx, String policyId) {
    return tx.sql(ENDPOINTS).bind("policyId", policyId).list(row -> row.text("id"));
  }

  private static Query bound(Transaction tx, String sql, Association association) {
    return tx.sql(sql)
        .bind("policyId", association.policyId())
        .bind("endpointId", association.endpointId())
        .bind("serviceId", association.serviceId())
        .bind("regionId", association.regionId());
  }
}
