package cairn.compute.group;

import cairn.placement.schedule.Group;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** All SQL about server groups. */
final class GroupStore {
  private static final String SELECT =
      """
      SELECT g.id, g.project_id, g.user_id, g.name, g.policy, g.max_server_per_host,
             ARRAY(SELECT s.id FROM server s
                    WHERE s.group_id = g.id AND s.deleted_at IS NULL ORDER BY s.id) AS members
        FROM server_group g
      """;
  private static final String FIND = SELECT + " WHERE g.id = :id";
  private static final String PAGE =
      SELECT
          + """
           WHERE (:project::text IS NULL OR g.project_id = :project)
           ORDER BY g.created_at, g.id OFFSET :offset LIMIT :limit
          """;
  private static final String INSERT =
      """
      INSERT INTO server_group (id, project_id, user_id, name, policy, max_server_per_host, created_at)
      VALUES (:id, :project, :user, :name, :policy, :max, :now)
      """;
  private static final String DELETE = "DELETE FROM server_group WHERE id = :id";
  private static final String LEAVE = "UPDATE server SET group_id = NULL WHERE group_id = :id";
  private static final String COUNT =
      "SELECT count(*) AS n FROM server_group WHERE project_id = :project";
  private static final String LOCK = "SELECT id FROM server_group WHERE id = :id FOR UPDATE";
  private static final String BY_HOST =
      """
      SELECT host_id, count(*) AS n FROM server
       WHERE group_id = :id AND deleted_at IS NULL AND host_id IS NOT NULL GROUP BY host_id
      """;
  private static final String HOSTS_OF =
      """
      SELECT DISTINCT s.host_id, h.name FROM server s JOIN host h ON h.id = s.host_id
       WHERE s.id = ANY(:ids) AND s.deleted_at IS NULL
      """;

  Optional<ServerGroup> find(Transaction tx, UUID id) {
    return tx.sql(FIND).bind("id", id).optional(GroupStore::group);
  }

  /** Holds the group, so that of two new members the second sees where the first is. */
  boolean lock(Transaction tx, UUID id) {
    return tx.sql(LOCK).bind("id", id).exists();
  }

  List<ServerGroup> page(Transaction tx, Optional<String> project, int offset, int limit) {
    return tx.sql(PAGE)
        .bind("project", project)
        .bind("offset", offset)
        .bind("limit", limit)
        .list(GroupStore::group);
  }

  void insert(Transaction tx, ServerGroup group, Instant now) {
    tx.sql(INSERT)
        .bind("id", group.id())
        .bind("project", group.projectId())
        .bind("user", group.userId())
        .bind("name", group.name())
        .bind("policy", group.policy())
        .bind("max", group.perHostMax().stream().boxed().findFirst())
        .bind("now", now)
        .update();
  }

  void delete(Transaction tx, UUID id) {
    tx.sql(LEAVE).bind("id", id).update();
    tx.sql(DELETE).bind("id", id).update();
  }

  long count(Transaction tx, String project) {
    return tx.sql(COUNT).bind("project", project).one(row -> row.longInteger("n"));
  }

  Map<UUID, Integer> byHost(Transaction tx, UUID id) {
    var counts = new HashMap<UUID, Integer>();
    record Count(UUID host, int servers) {}
    tx.sql(BY_HOST)
        .bind("id", id)
        .list(row -> new Count(row.uuid("host_id"), row.integer("n")))
        .forEach(count -> counts.put(count.host(), count.servers()));
    return counts;
  }

  Map<UUID, String> hostsOf(Transaction tx, Collection<UUID> servers) {
    var hosts = new HashMap<UUID, String>();
    record Host(UUID id, String name) {}
    tx.sql(HOSTS_OF)
        .bind("ids", servers)
        .list(row -> new Host(row.uuid("host_id"), row.text("name")))
        .forEach(host -> hosts.put(host.id(), host.name()));
    return hosts;
  }

  private static ServerGroup group(Row row) {
    return new ServerGroup(
        row.uuid("id"),
        row.text("project_id"),
        row.text("user_id"),
        row.text("name"),
        row.constant("policy", Group.Kind.class),
        row.optionalInteger("max_server_per_host").map(OptionalInt::of).orElse(OptionalInt.empty()),
        row.uuids("members"));
  }
}
