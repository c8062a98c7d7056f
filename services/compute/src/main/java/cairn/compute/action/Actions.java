package cairn.compute.action;

import cairn.compute.wire.ComputeErrors;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the log of actions. Safe for many threads. */
public final class Actions {
  private final Database database;
  private final ActionStore store = new ActionStore();

  /** Keeps it in that database. */
  public Actions(Database database) {
    this.database = database;
  }

  /**
   * Something that was asked for.
   *
   * @param host the server's host, when it has one
   * @param hostHash what users see of that
   */
  public record Begun(
      UUID id,
      UUID server,
      Verb verb,
      String requestId,
      String userId,
      String projectId,
      Optional<String> host,
      String hostHash) {}

  /** Something that was asked for and cannot be. */
  public record Failed(UUID server, String message, String detail) {}

  /** Writes what was asked for. */
  public void begin(Transaction tx, Collection<Begun> begun, Instant now) {
    store.insert(tx, begun, now);
  }

  /** All that was asked of these servers has been done. */
  public void succeed(Transaction tx, Collection<UUID> servers, Instant now) {
    if (!servers.isEmpty()) {
      store.succeed(tx, servers, now);
    }
  }

  /** What was asked of these servers has failed. */
  public void fail(Transaction tx, Collection<Failed> failed, Instant now) {
    store.fail(tx, failed, now);
  }

  List<Action> list(UUID server, ActionFilter filter) {
    return database.read(tx -> store.page(tx, server, filter));
  }

  Action show(UUID server, String requestId) {
    return database
        .read(tx -> store.find(tx, server, requestId))
        .orElseThrow(() ->
            ComputeErrors.notFound(
                "Action for request_id %s on instance %s not found".formatted(requestId, server)));
  }
}
