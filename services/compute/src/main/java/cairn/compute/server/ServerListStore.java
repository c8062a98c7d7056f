package cairn.compute.server;

import cairn.sql.ListQuery;
import cairn.sql.Listing;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of lists of servers. */
final class ServerListStore {
  static final Listing LISTING =
      Listing.of(ServerRows.COLUMNS, ServerRows.TABLES, "s.id")
          .sort("created_at", "s.created_at")
          .sort("uuid", "s.id")
          .sort("display_name", "s.name")
          .sort("hostname", "s.hostname")
          .sort("project_id", "s.project_id")
          .sort("user_id", "s.user_id")
          .sort("vm_state", "s.status")
          .sort("power_state", "s.power_state")
          .sort("updated_at", "s.updated_at")
          .sort("config_drive", "s.config_drive")
          .sort("launch_index", "s.launch_index")
          .sort("auto_disk_config", "s.disk_config")
          .sort("instance_type_id", "s.flavor ->> 'id'")
          .nullable("task_state", "s.task")
          .nullable("access_ip_v4", "s.access_ipv4")
          .nullable("access_ip_v6", "s.access_ipv6")
          .nullable("availability_zone", "s.zone")
          .nullable("display_description", "s.description")
          .nullable("host", "h.name")
          .nullable("node", "h.name")
          .nullable("image_ref", "s.image_id")
          .nullable("key_name", "s.key_name")
          .nullable("launched_at", "s.launched_at")
          .nullable("terminated_at", "s.terminated_at")
          .nullable("locked_by", "s.locked_by")
          .nullable("locked", "s.locked_by");

  private static final String IDS =
      """
      SELECT id FROM server
       WHERE (:project::text IS NULL OR project_id = :project) AND deleted_at IS NULL
      """;

  List<Server> page(Transaction tx, ServerFilter filter) {
    var query = LISTING.query();
    filter.project().ifPresent(id -> query.scope("s.project_id = :project", "project", id));
    conditions(query, filter);
    if (filter.sortKeys().isEmpty()) {
      query.orderBy("created_at", Listing.Direction.DESCENDING);
    } else {
      query.orderBy(filter.sortKeys(), filter.sortDirections());
    }
    return query
        .marker(filter.page().marker().map(ServerListStore::marker))
        .limit(filter.page().limit())
        .page(tx, ServerRows::server)
        .items();
  }

  private static UUID marker(String text) {
    return ServerId.parse(text)
        .map(ServerId::value)
        .orElseThrow(() ->
            cairn.compute.wire.ComputeErrors.badRequest("marker [%s] not found".formatted(text)));
  }

  private static void conditions(ListQuery query, ServerFilter filter) {
    if (!filter.statuses().isEmpty()) {
      query.in("s.status", filter.statuses());
    }
    if (!filter.tasks().isEmpty()) {
      var words = filter.tasks().stream().flatMap(Optional::stream).toList();
      var none = filter.tasks().stream().anyMatch(Optional::isEmpty);
      query.where(
          none ? "s.task IS NULL OR s.task = ANY(:tasks)" : "s.task = ANY(:tasks)", "tasks", words);
    }
    filter.name().ifPresent(text -> query.where("s.name ~ :name", "name", text));
    filter.equal().forEach(equal -> query.equal(equal.column(), equal.value()));
    filter
        .deleted()
        .ifPresent(gone -> query.where("(s.deleted_at IS NOT NULL) = :deleted", "deleted", gone));
    filter
        .locked()
        .ifPresent(locked -> query.where("(s.locked_by IS NOT NULL) = :locked", "locked", locked));
    filter.changedSince().ifPresent(time -> query.where("s.updated_at >= :since", "since", time));
    filter
        .changedBefore()
        .ifPresent(time -> query.where("s.updated_at <= :before", "before", time));
    if (filter.onlyAmong()) {
      query.in("s.id", filter.among());
    }
    var number = 0;
    for (var tags : filter.tags()) {
      var name = "tags" + number++;
      var test = "s.tags " + (tags.all() ? "@>" : "&&") + " :" + name + "::text[]";
      query.where(tags.not() ? "NOT (" + test + ")" : test, name, tags.tags());
    }
  }

  /** All that might match, for filters that only other services can answer. */
  List<UUID> ids(Transaction tx, Optional<String> project) {
    return tx.sql(IDS).bind("project", project).list(row -> row.uuid("id"));
  }
}
