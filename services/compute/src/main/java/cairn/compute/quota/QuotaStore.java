package cairn.compute.quota;

import cairn.sql.Transaction;
import java.util.EnumMap;
import java.util.Map;

/** All SQL about quotas; the project with the empty id holds the changed defaults. */
final class QuotaStore {
  static final String DEFAULTS = "";

  private static final String LIMITS =
      """
      SELECT resource, hard_limit FROM compute_quota
       WHERE project_id = :project OR project_id = '' ORDER BY project_id
      """;
  private static final String SET =
      """
      INSERT INTO compute_quota (project_id, resource, hard_limit)
      VALUES (:project, :resource, :limit)
      ON CONFLICT (project_id, resource) DO UPDATE SET hard_limit = EXCLUDED.hard_limit
      """;
  private static final String RESET = "DELETE FROM compute_quota WHERE project_id = :project";
  private static final String ADD =
      """
      INSERT INTO compute_usage AS u (project_id, instances, cores, memory_mib)
      VALUES (:project, :instances, :cores, :memory)
      ON CONFLICT (project_id) DO UPDATE
         SET instances = u.instances + EXCLUDED.instances, cores = u.cores + EXCLUDED.cores,
             memory_mib = u.memory_mib + EXCLUDED.memory_mib
      RETURNING instances, cores, memory_mib
      """;
  private static final String USAGE =
      "SELECT instances, cores, memory_mib FROM compute_usage WHERE project_id = :project";

  /** Every resource's limit for that project. */
  Map<Resource, Long> limits(Transaction tx, String project) {
    var limits = new EnumMap<Resource, Long>(Resource.class);
    for (var resource : Resource.values()) {
      limits.put(resource, resource.preset());
    }
    record Limit(String resource, long value) {}
    tx.sql(LIMITS)
        .bind("project", project)
        .list(row -> new Limit(row.text("resource"), row.longInteger("hard_limit")))
        .forEach(
            limit -> Resource.of(limit.resource()).ifPresent(r -> limits.put(r, limit.value())));
    return limits;
  }

  void set(Transaction tx, String project, Map<Resource, Long> limits) {
    tx.sql(SET)
        .bind("project", project)
        .batch(
            limits.entrySet(),
            (query, entry) ->
                query.bind("resource", entry.getKey().wire()).bind("limit", entry.getValue()));
  }

  void reset(Transaction tx, String project) {
    tx.sql(RESET).bind("project", project).update();
  }

  /** Adds, holding the project's row until the end of the transaction; the new sum. */
  Usage add(Transaction tx, String project, Usage more) {
    return tx.sql(ADD)
        .bind("project", project)
        .bind("instances", more.instances())
        .bind("cores", more.cores())
        .bind("memory", more.memoryMib())
        .one(QuotaStore::usage);
  }

  Usage usage(Transaction tx, String project) {
    return tx.sql(USAGE).bind("project", project).optional(QuotaStore::usage).orElse(Usage.NONE);
  }

  private static Usage usage(cairn.sql.Row row) {
    return new Usage(
        row.longInteger("instances"), row.longInteger("cores"), row.longInteger("memory_mib"));
  }
}
