package cairn.identity.limit;

import cairn.sql.Query;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads which limits count. Where a resource is registered for a region and for all, the smaller
 * number counts: there is one region, and neither is to be exceeded.
 */
final class EffectiveLimitStore {
  private record Amount(String resource, int limit) {}

  private static final String DEFAULTS =
      """
      SELECT r.resource_name, r.default_limit AS amount
        FROM registered_limit r JOIN catalog_service s ON s.id = r.service_id
       WHERE s.type = :type\
      """;

  private static final String OF_PROJECT =
      """
      SELECT r.resource_name, coalesce(l.resource_limit, r.default_limit) AS amount
        FROM registered_limit r
        JOIN catalog_service s ON s.id = r.service_id
        LEFT JOIN resource_limit l ON l.registered_limit_id = r.id AND l.project_id = :project
       WHERE s.type = :type\
      """;

  Map<String, Integer> defaults(Transaction tx, String type) {
    return amounts(tx.sql(DEFAULTS).bind("type", type));
  }

  Map<String, Integer> ofProject(Transaction tx, String type, String projectId) {
    return amounts(tx.sql(OF_PROJECT).bind("type", type).bind("project", projectId));
  }

  private static Map<String, Integer> amounts(Query query) {
    return query.list(row -> new Amount(row.text("resource_name"), row.integer("amount"))).stream()
        .collect(Collectors.toMap(Amount::resource, Amount::limit, EffectiveLimitStore::smaller));
  }

  private static int smaller(int one, int other) {
    return one == -1 ? other : other == -1 ? one : Math.min(one, other);
  }
}
