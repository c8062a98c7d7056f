package cairn.ovn.ovsdb;

import cairn.common.Json;
import cairn.common.Time;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A client of one database: it keeps a connection to one of its servers (of a clustered database:
 * to the leader), a live copy of the tables that it watches, and goes on from the last transaction
 * that it saw when the connection was lost. Safe for use by many threads.
 */
public final class Ovsdb implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Ovsdb.class.getName());
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(20);
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(30);
  private static final String NO_TRANSACTION = "00000000-0000-0000-0000-000000000000";

  private final List<SocketAddress> servers;
  private final String database;
  private final Map<String, List<String>> watched;
  private final Runnable changed;
  private final Time time;
  private final Replica replica = new Replica();
  private final Thread keeper;
  private volatile CompletableFuture<Connection> current = new CompletableFuture<>();
  private volatile String lastTransaction = NO_TRANSACTION;
  private volatile String trouble = "not connected yet";
  private volatile boolean closed;

  /**
   * Starts to connect, and returns at once.
   *
   * @param servers where the database is served; each is tried in turn
   * @param watched the tables and columns of {@link #replica}; columns that the server's release
   *     does not have are left out
   * @param changed called by the reading thread after each change of the replica; must not block
   *     nor call this object
   */
  public Ovsdb(
      List<? extends SocketAddress> servers,
      String database,
      Map<String, List<String>> watched,
      Runnable changed,
      Time time) {
    this.servers = List.copyOf(servers);
    this.database = database;
    this.watched = Map.copyOf(watched);
    this.changed = changed;
    this.time = time;
    this.keeper = Thread.ofVirtual().name("ovsdb-" + database).start(this::keepConnected);
  }

  /** The address of a server that listens on a Unix socket. */
  public static SocketAddress unix(Path socket) {
    return UnixDomainSocketAddress.of(socket);
  }

  /** The watched tables; empty until {@link #awaitReady}. */
  public Replica replica() {
    return replica;
  }

  /**
   * Waits until the replica is filled and transactions can be sent.
   *
   * @throws OvsdbException UNAVAILABLE, with the last trouble, when that lasts too long
   */
  public void awaitReady(Duration wait) {
    connection(wait);
  }

  /**
   * Sends a transaction and waits for its outcome. When this returns, {@link #replica} shows it.
   *
   * @throws OvsdbException INTERNAL when the database refuses, UNAVAILABLE when it cannot be
   *     reached or went away meanwhile (then it may or may not have happened)
   */
  public void transact(List<Operation> operations) {
    await(submit(operations), ANSWER_WAIT_MAX);
  }

  /**
   * Sends a transaction without waiting for its outcome, the number of answers; several may be
   * under way, and are done in order.
   */
  public CompletableFuture<Integer> submit(List<Operation> operations) {
    var params = params().add(database);
    operations.forEach(operation -> params.add(operation.json()));
    return connection(ANSWER_WAIT_MAX).call("transact", params, Ovsdb::checkOutcome);
  }

  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    var connection = current.getNow(null);
    if (connection != null) {
      connection.close();
    }
    current.completeExceptionally(OvsdbException.unavailable("closed", null));
  }

  private Connection connection(Duration wait) {
    if (closed) {
      throw OvsdbException.unavailable(database + ": closed", null);
    }
    try {
      return await(current, wait);
    } catch (OvsdbException e) {
      throw OvsdbException.unavailable(database + ": " + trouble, e);
    }
  }

  private void keepConnected() {
    for (var turn = 0; !closed; turn++) {
      var server = servers.get(turn % servers.size());
      try {
        hold(server);
      } catch (OvsdbException e) {
        note(e.detail());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, database + ": unexpected answer", e);
        note(e.toString());
      }
      try {
        if (!closed) {
          time.sleep(RECONNECT_DELAY);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void note(String reason) {
    if (!closed && !reason.equals(trouble)) {
      LOG.log(System.Logger.Level.INFO, "{0}: {1}", database, reason);
    }
    trouble = reason;
  }

  /** Connects, and returns or throws when the connection is over. */
  private void hold(SocketAddress server) {
    try (var connection = Connection.open(server, time, this::notified)) {
      requireLeader(connection);
      watch(connection);
      LOG.log(System.Logger.Level.DEBUG, "{0}: connected to {1}", database, server);
      current.complete(connection);
      try {
        while (!closed && !ended(connection)) {
          requireLeader(connection);
          if (connection.silentNanos() > SILENCE_MAX.toNanos()) {
            note("silent for " + SILENCE_MAX.toSeconds() + " s");
            return;
          }
        }
        note(connection.ended().getNow("left"));
      } finally {
        current = new CompletableFuture<>();
      }
    }
  }

  private static boolean ended(Connection connection) {
    try {
      await(connection.ended(), PROBE_INTERVAL);
      return true;
    } catch (OvsdbException e) {
      return false;
    }
  }

  /** Asks the server about itself: the answer also shows that it is alive. */
  private void requireLeader(Connection connection) {
    var select = Operation.select("Database", "name", database).json();
    var params = params().add("_Server").add(select);
    var answer = await(connection.call("transact", params, result -> result), SILENCE_MAX);
    var rows = answer.path(0).path("rows");
    if (rows.isEmpty()) {
      throw OvsdbException.unavailable("the server has no database " + database, null);
    }
    var row = rows.get(0);
    if (row.path("model").asString().equals("clustered") && !row.path("leader").asBoolean()) {
      throw OvsdbException.unavailable("the server is not the leader", null);
    }
  }

  private void watch(Connection connection) {
    var schema = await(connection.call("get_schema", params().add(database), Schema::read));
    var requests = Json.object();
    watched.forEach((table, columns) -> {
      var present = requests.putArray(table).addObject().putArray("columns");
      columns.stream().filter(schema.table(table)::containsKey).forEach(present::add);
    });
    var params = params().add(database).add(database).add(requests).add(lastTransaction);
    await(
        connection.call(
            "monitor_cond_since",
            params,
            result -> {
              lastTransaction = result.path(1).asString();
              if (result.path(0).asBoolean()) {
                replica.update(result.path(2));
              } else {
                replica.replace(schema(schema), result.path(2));
              }
              changed.run();
              return result;
            }));
  }

  /** The schema's watched part: what is not watched never shows up in a row. */
  private Schema schema(Schema whole) {
    var tables = new HashMap<String, Map<String, ColumnType>>();
    watched.forEach((table, columns) -> {
      var types = new HashMap<>(whole.table(table));
      types.keySet().retainAll(columns);
      tables.put(table, Map.copyOf(types));
    });
    return new Schema(whole.version(), tables);
  }

  private void notified(String method, JsonNode params) {
    if (method.equals("update3")) {
      replica.update(params.path(2));
      lastTransaction = params.path(1).asString();
      changed.run();
    }
  }

  /** A refused transaction has a member with an error, at times one more than operations. */
  private static Integer checkOutcome(JsonNode results) {
    for (var result : results) {
      if (result.path("error").isString()) {
        throw new OvsdbException(
            result.get("error").asString(), result.path("details").asString(""));
      }
    }
    return results.size();
  }

  private static ArrayNode params() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static <T> T await(CompletableFuture<T> answer) {
    return await(answer, ANSWER_WAIT_MAX);
  }

  private static <T> T await(CompletableFuture<T> answer, Duration wait) {
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw OvsdbException.unavailable("no answer in " + wait.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OvsdbException cause) {
        throw cause;
      }
      throw OvsdbException.unavailable("broken answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OvsdbException.unavailable("interrupted", e);
    }
  }
}
