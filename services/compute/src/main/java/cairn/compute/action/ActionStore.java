package cairn.compute.action;

import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All SQL about the log of actions. */
final class ActionStore {
  private static final String INSERT =
      """
      INSERT INTO server_action (id, server_id, action, request_id, user_id, project_id, event,
                                 host, host_hash, started_at, updated_at)
      VALUES (:id, :server, :action, :request, :user, :project, :event,
              :host, :hostHash, :now, :now)
      """;
  private static final String SUCCEED =
      """
      UPDATE server_action SET result = 'Success', finished_at = :now, updated_at = :now
       WHERE server_id = ANY(:servers) AND finished_at IS NULL
      """;
  private static final String FAIL =
      """
      UPDATE server_action SET result = 'Error', message = 'Error', details = :details,
             traceback = :traceback, finished_at = :now, updated_at = :now
       WHERE server_id = :server AND finished_at IS NULL
      """;
  private static final String COLUMNS =
      """
      id, server_id, action, request_id, user_id, project_id, message, event, result, details,
      traceback, host, host_hash, started_at, updated_at, finished_at
      """;
  static final Listing LISTING =
      Listing.of(COLUMNS, "server_action", "request_id").sort("started_at", "started_at");
  private static final String FIND =
      "SELECT "
          + COLUMNS
          + """
             FROM server_action WHERE server_id = :server AND request_id = :request
            ORDER BY started_at DESC LIMIT 1
          """;

  void insert(Transaction tx, Collection<Actions.Begun> begun, Instant now) {
    tx.sql(INSERT)
        .bind("now", now)
        .batchLater(
            begun,
            (query, one) ->
                query
                    .bind("id", one.id())
                    .bind("server", one.server())
                    .bind("action", one.verb().wire())
                    .bind("request", one.requestId())
                    .bind("user", one.userId())
                    .bind("project", one.projectId())
                    .bind("event", one.verb().event())
                    .bind("host", one.host())
                    .bind("hostHash", one.hostHash()));
  }

  void succeed(Transaction tx, Collection<UUID> servers, Instant now) {
    tx.sql(SUCCEED).bind("servers", servers).bind("now", now).update();
  }

  void fail(Transaction tx, Collection<Actions.Failed> failed, Instant now) {
    tx.sql(FAIL)
        .bind("now", now)
        .batch(
            failed,
            (query, one) ->
                query
                    .bind("server", one.server())
                    .bind("details", one.message())
                    .bind("traceback", one.detail()));
  }

  Optional<Action> find(Transaction tx, UUID server, String requestId) {
    return tx.sql(FIND)
        .bind("server", server)
        .bind("request", requestId)
        .optional(ActionStore::action);
  }

  static Action action(Row row) {
    return new Action(
        row.uuid("server_id"),
        row.text("action"),
        row.text("request_id"),
        row.text("user_id"),
        row.text("project_id"),
        row.optionalText("message"),
        row.text("event"),
        row.optionalText("result"),
        row.optionalText("details"),
        row.optionalText("traceback"),
        row.optionalText("host"),
        row.text("host_hash"),
        row.instant("started_at"),
        row.instant("updated_at"),
        row.optionalInstant("finished_at"));
  }

  List<Action> page(Transaction tx, UUID server, ActionFilter filter) {
    var query =
        LISTING
            .query()
            .scope("server_id = :server", "server", server)
            .orderBy("started_at", Listing.Direction.DESCENDING)
            .marker(filter.page().marker())
            .limit(filter.page().limit());
    filter.since().ifPresent(time -> query.where("updated_at >= :since", "since", time));
    filter.before().ifPresent(time -> query.where("updated_at <= :before", "before", time));
    return query.page(tx, ActionStore::action).items();
  }
}
