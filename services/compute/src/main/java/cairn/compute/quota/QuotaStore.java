package cairn.compute.quota;

import cairn.sql.Query;
import cairn.sql.Row;
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

  /** Holds the project's row until the end of the transaction. */
  private static final String ADD =
      """
      INSERT INTO compute_usage AS u (project_id, instances, cores, memory_mib)
      VALUES (:project, :instances, :cores, :memory)
      ON CONFLICT (project_id) DO UPDATE
         SET instances = u.instances + EXCLUDED.instances, cores = u.cores + EXCLUDED.cores,
             memory_mib = u.memory_mib + EXCLUDED.memory_mib
      """;

  private static final String MAKE_PARTS =
      """
      INSERT INTO compute_usage_part (project_id, part)
      SELECT :project, part FROM generate_series(0, :parts - 1) AS part
      ON CONFLICT DO NOTHING
      """;

  /** In order, so that two that need all do not wait in a circle. */
  private static final String LOCK_PARTS =
      """
      SELECT part FROM compute_usage_part WHERE project_id = :project ORDER BY part FOR UPDATE
      """;

  /** Connections have different processes, so they seldom meet in a part. */
  private static final String ADD_TO_PART =
      """
      UPDATE compute_usage_part
         SET instances = instances + :instances, cores = cores + :cores,
             memory_mib = memory_mib + :memory
       WHERE project_id = :project AND part = pg_backend_pid() % :parts
      """;

  private static final String USAGE =
      """
      SELECT coalesce(sum(instances), 0)::bigint AS instances,
             coalesce(sum(cores), 0)::bigint AS cores,
             coalesce(sum(memory_mib), 0)::bigint AS memory_mib
        FROM (SELECT instances, cores, memory_mib FROM compute_usage WHERE project_id = :project
              UNION ALL
              SELECT instances, cores, memory_mib FROM compute_usage_part
               WHERE project_id = :project) AS taken
      """;
  private static final int PARTS = 16;

  /**
   * Every resource's limit for that project.
   *
   * @param registered those of identity, which stand in place of the presets
   */
  Map<Resource, Long> limits(Transaction tx, String project, Map<String, Integer> registered) {
    var limits = new EnumMap<Resource, Long>(Resource.class);
    for (var resource : Resource.values()) {
      var known = registered.get(resource.registered());
      limits.put(resource, known == null ? resource.preset() : known.longValue());
    }
    record Limit(String resource, long value) {}
    tx.sql(LIMITS)
        .bind("project", project)
        .recalled()
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

  /** Adds alone: all others of the project wait until the end of the transaction. */
  void addAlone(Transaction tx, String project, Usage more) {
    bind(tx.sql(ADD), project, more).update();
    tx.sql(MAKE_PARTS).bind("project", project).bind("parts", PARTS).update();
    tx.sql(LOCK_PARTS).bind("project", project).list(row -> row.integer("part"));
  }

  /** Adds beside others; false when the project has no parts yet, and nothing was added. */
  boolean addBeside(Transaction tx, String project, Usage more) {
    return bind(tx.sql(ADD_TO_PART).bind("parts", PARTS), project, more).update() > 0;
  }

  private static Query bind(Query query, String project, Usage more) {
    return query
        .bind("project", project)
        .bind("instances", more.instances())
        .bind("cores", more.cores())
        .bind("memory", more.memoryMib());
  }

  Usage usage(Transaction tx, String project) {
    return tx.sql(USAGE).bind("project", project).one(QuotaStore::usage);
  }

  private static Usage usage(Row row) {
    return new Usage(
        row.longInteger("instances"), row.longInteger("cores"), row.longInteger("memory_mib"));
  }
}
