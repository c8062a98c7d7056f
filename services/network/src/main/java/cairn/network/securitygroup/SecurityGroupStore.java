package cairn.network.securitygroup;

import cairn.common.Json;
import cairn.network.wire.Filters;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** All the SQL of security groups. */
final class SecurityGroupStore {
  private static final String COLUMNS =
      """
      g.id, g.project_id, g.name, g.description, g.tags, g.is_default, g.stateful, g.revision,
      g.created_at, g.updated_at,
      (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.created_at, r.id) FROM security_group_rule r
        WHERE r.security_group_id = g.id) AS rules\
      """;

  private static final String FROM = "security_group g";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM " + FROM;
  private static final String VISIBLE = "(:all OR g.project_id = :project)";
  private static final String FIND = SELECT + " WHERE g.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF g";

  private static final String DEFAULT =
      "SELECT id FROM security_group WHERE project_id = :project AND is_default";

  private static final String NAMED =
      """
      SELECT id, name FROM security_group
       WHERE (:all OR project_id = :project)
         AND (id = ANY(:ids) OR (project_id = :project AND name = ANY(:names)))\
      """;

  private static final String NAMES = "SELECT id, name FROM security_group WHERE id = ANY(:ids)";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "g")
          .text("name", "name")
          .bool("stateful", "stateful")
          .bool("shared", "shared")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO security_group (id, project_id, name, description, is_default, stateful,
             created_at, updated_at)
      VALUES (:id, :project, :name, :description, :is_default, :stateful, :now, :now)
      ON CONFLICT (project_id) WHERE is_default DO NOTHING\
      """;

  private static final String UPDATE =
      """
      UPDATE security_group
         SET name = coalesce(:name, name), description = coalesce(:description, description),
             stateful = coalesce(:stateful, stateful), revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String TOUCH =
      "UPDATE security_group SET revision = revision + 1, updated_at = :now WHERE id = :id";

  private static final String DELETE = "DELETE FROM security_group WHERE id = :id";

  record Named(SecurityGroupId id, String name) {}

  Optional<SecurityGroup> find(Transaction tx, Sight sight, SecurityGroupId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(SecurityGroupStore::group);
  }

  Optional<SecurityGroupId> ofDefault(Transaction tx, String project) {
    return tx.sql(DEFAULT)
        .bind("project", project)
        .recalled()
        .optional(row -> new SecurityGroupId(row.uuid("id")));
  }

  List<Named> named(
      Transaction tx, Sight sight, Collection<SecurityGroupId> ids, Collection<String> names) {
    return tx.sql(NAMED)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .bind("ids", ids)
        .bind("names", names)
        .list(SecurityGroupStore::name);
  }

  List<Named> names(Transaction tx, Collection<SecurityGroupId> ids) {
    return tx.sql(NAMES).bind("ids", ids).list(SecurityGroupStore::name);
  }

  ListPage<SecurityGroup> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, SecurityGroupStore::group);
  }

  /** False when the project has its default group already. */
  boolean insert(Transaction tx, SecurityGroup group) {
    return tx.sql(INSERT)
            .bind("id", group.id())
            .bind("project", group.projectId())
            .bind("name", group.name())
            .bind("description", group.standard().description())
            .bind("is_default", group.isDefault())
            .bind("stateful", group.stateful())
            .bind("now", group.standard().createdAt())
            .update()
        == 1;
  }

  void update(Transaction tx, SecurityGroupId id, Input input, Instant now) {
    tx.sql(UPDATE)
        .bind("id", id)
        .bind("name", input.text("name"))
        .bind("description", input.text("description"))
        .bind("stateful", input.bool("stateful"))
        .bind("now", now)
        .update();
  }

  void touch(Transaction tx, SecurityGroupId id, Instant now) {
    tx.sql(TOUCH).bind("id", id).bind("now", now).update();
  }

  void delete(Transaction tx, SecurityGroupId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  private static Named name(Row row) {
    return new Named(new SecurityGroupId(row.uuid("id")), row.text("name"));
  }

  private static SecurityGroup group(Row row) {
    var rules = new ArrayList<SecurityGroupRule>();
    for (JsonNode rule : row.optionalJson("rules").orElse(Json.object())) {
      rules.add(RuleStore.ofTree(rule));
    }
    return new SecurityGroup(
        new SecurityGroupId(row.uuid("id")),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        row.bool("is_default"),
        row.bool("stateful"),
        List.copyOf(rules));
  }
}
