package cairn.network.quota;

import cairn.sql.Transaction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of quotas. */
final class QuotaStore {
  private static final String LIMITS =
      "SELECT resource, maximum FROM network_quota WHERE project_id = :project";

  private static final String SET =
      """
      INSERT INTO network_quota (project_id, resource, maximum)
      VALUES (:project, :resource, :maximum)
      ON CONFLICT (project_id, resource) DO UPDATE SET maximum = excluded.maximum\
      """;

  private static final String RESET = "DELETE FROM network_quota WHERE project_id = :project";

  private static final String ALL = "SELECT project_id, resource, maximum FROM network_quota";

  /** One project's creations of one kind, one after the other. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended(:project || '/' || :resource, 7)) IS NULL AS x";

  private static final String NETWORKS =
      "SELECT count(*) AS n FROM network WHERE project_id = :project";
  private static final String SUBNETS =
      "SELECT count(*) AS n FROM subnet WHERE project_id = :project";
  private static final String PORTS =
      """
      SELECT count(*) AS n FROM port
       WHERE project_id = :project AND device_owner <> 'network:distributed'\
      """;
  private static final String ROUTERS =
      "SELECT count(*) AS n FROM router WHERE project_id = :project";
  private static final String FLOATING_IPS =
      "SELECT count(*) AS n FROM floating_ip WHERE project_id = :project";
  private static final String SECURITY_GROUPS =
      "SELECT count(*) AS n FROM security_group WHERE project_id = :project";
  private static final String SECURITY_GROUP_RULES =
      "SELECT count(*) AS n FROM security_group_rule WHERE project_id = :project";

  Map<QuotaResource, Integer> limits(
      Transaction tx, String project, Map<QuotaResource, Integer> defaults) {
    var limits = new EnumMap<QuotaResource, Integer>(defaults);
    record Own(Optional<QuotaResource> resource, int maximum) {}
    tx.sql(LIMITS)
        .bind("project", project)
        .recalled()
        .list(row -> new Own(QuotaResource.of(row.text("resource")), row.integer("maximum")))
        .forEach(own -> own.resource().ifPresent(known -> limits.put(known, own.maximum())));
    return limits;
  }

  void set(Transaction tx, String project, QuotaResource resource, int maximum) {
    tx.sql(SET)
        .bind("project", project)
        .bind("resource", resource.wire())
        .bind("maximum", maximum)
        .update();
  }

  void reset(Transaction tx, String project) {
    tx.sql(RESET).bind("project", project).update();
  }

  /** A limit of a project's own. */
  record Limit(String project, QuotaResource resource, int maximum) {}

  List<Limit> all(Transaction tx) {
    return tx
        .sql(ALL)
        .list(row ->
            QuotaResource.of(row.text("resource"))
                .map(known -> new Limit(row.text("project_id"), known, row.integer("maximum"))))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  void lock(Transaction tx, String project, QuotaResource resource) {
    tx.sql(LOCK).bind("project", project).bind("resource", resource.wire()).exists();
  }

  long used(Transaction tx, String project, QuotaResource resource) {
    var count =
        switch (resource) {
          case NETWORK -> NETWORKS;
          case SUBNET -> SUBNETS;
          case PORT -> PORTS;
          case ROUTER -> ROUTERS;
          case FLOATINGIP -> FLOATING_IPS;
          case SECURITY_GROUP -> SECURITY_GROUPS;
          case SECURITY_GROUP_RULE -> SECURITY_GROUP_RULES;
        };
    return tx.sql(count).bind("project", project).one(row -> row.longInteger("n"));
  }
}
