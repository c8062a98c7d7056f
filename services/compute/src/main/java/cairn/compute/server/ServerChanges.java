package cairn.compute.server;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.compute.action.Actions;
import cairn.compute.action.Verb;
import cairn.compute.host.Hosts;
import cairn.compute.quota.Usage;
import cairn.compute.wire.ComputeErrors;
import cairn.policy.Caller;
import cairn.protocol.GuestSpec.Power;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Changes what is wanted of servers. Safe for many threads. */
public final class ServerChanges {
  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final Actions actions;
  private final Removal removal;
  private final Hosts hosts;
  private final ServerStore store = new ServerStore();

  /** Changes them in that database. */
  public ServerChanges(
      Database database,
      Time time,
      Entropy entropy,
      Actions actions,
      Removal removal,
      Hosts hosts) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.actions = actions;
    this.removal = removal;
    this.hosts = hosts;
  }

  /** Does something with a server that nobody else changes meanwhile. */
  <T> T with(Caller caller, ServerId id, BiFunction<Transaction, Server, T> work) {
    return database.inTransaction(tx -> {
      var server =
          store
              .lock(tx, id)
              .filter(found -> Servers.visible(caller, found))
              .orElseThrow(() -> Servers.missing(id.toString()));
      return work.apply(tx, server);
    });
  }

  /**
   * The same for a change that a lock forbids.
   *
   * @throws CloudException CONFLICT when the server is locked and the caller is no operator
   */
  <T> T unlocked(Caller caller, ServerId id, BiFunction<Transaction, Server, T> work) {
    return with(
        caller,
        id,
        (tx, server) -> {
          if (server.state().lock().isPresent() && !caller.hasRole("admin")) {
            throw ComputeErrors.conflict("Instance %s is locked".formatted(id));
          }
          return work.apply(tx, server);
        });
  }

  void start(Caller caller, ServerId id) {
    unlocked(
        caller,
        id,
        (tx, server) -> {
          require(server, "start", List.of(ServerStatus.SHUTOFF), List.of());
          var wanted = server.wanted();
          return want(
              tx,
              caller,
              server,
              Verb.START,
              state(server, ServerStatus.SHUTOFF, Task.POWERING_ON),
              new Server.Wanted(Power.RUNNING, wanted.boot(), false, 0, RequestId.current()));
        });
  }

  void stop(Caller caller, ServerId id) {
    unlocked(
        caller,
        id,
        (tx, server) -> {
          require(
              server,
              "stop",
              List.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.ERROR),
              List.of());
          var wanted = server.wanted();
          return want(
              tx,
              caller,
              server,
              Verb.STOP,
              state(server, server.state().status(), Task.POWERING_OFF),
              new Server.Wanted(
                  Power.STOPPED, wanted.boot(), wanted.hardReboot(), 0, RequestId.current()));
        });
  }

  void reboot(Caller caller, ServerId id, boolean hard) {
    unlocked(
        caller,
        id,
        (tx, server) -> {
          if (hard) {
            require(
                server,
                "reboot",
                List.of(
                    ServerStatus.ACTIVE,
                    ServerStatus.SHUTOFF,
                    ServerStatus.PAUSED,
                    ServerStatus.ERROR,
                    ServerStatus.REBOOT,
                    ServerStatus.HARD_REBOOT),
                List.of(Task.REBOOTING, Task.REBOOTING_HARD));
          } else {
            require(server, "reboot", List.of(ServerStatus.ACTIVE), List.of());
          }
          var wanted = server.wanted();
          return want(
              tx,
              caller,
              server,
              Verb.REBOOT,
              hard
                  ? state(server, ServerStatus.HARD_REBOOT, Task.REBOOTING_HARD)
                  : state(server, ServerStatus.REBOOT, Task.REBOOTING),
              new Server.Wanted(Power.RUNNING, wanted.boot() + 1, hard, 0, RequestId.current()));
        });
  }

  /** Removes it when its host says so; at once when it has no host, or one that is not there. */
  void delete(Caller caller, ServerId id) {
    unlocked(
        caller,
        id,
        (tx, server) -> {
          log(tx, caller, server, Verb.DELETE);
          var host = server.place().host();
          if (host.isEmpty() || !hosts.up(tx, host.get())) {
            var flavor = server.hardware().flavor();
            removal.finish(
                tx,
                id,
                server.owner().projectId(),
                new Usage(1, flavor.vcpus(), flavor.memoryMib()),
                server.hardware().nics());
            actions.succeed(tx, List.of(id.value()), time.now());
            // Should the host be there after all, it learns that the guest is wanted no longer.
            tx.changed(Servers.TOPIC, id.toString());
            return true;
          }
          var wanted = server.wanted();
          store.want(
              tx,
              server,
              state(server, server.state().status(), Task.DELETING),
              new Server.Wanted(
                  Power.ABSENT, wanted.boot(), wanted.hardReboot(), 0, RequestId.current()),
              time.now());
          tx.changed(Servers.TOPIC, id.toString());
          return true;
        });
  }

  void lock(Caller caller, ServerId id, Optional<String> reason) {
    with(
        caller,
        id,
        (tx, server) -> {
          var owner = caller.projectId().equals(Optional.of(server.owner().projectId()));
          store.setLock(
              tx, id, Optional.of(new Server.Lock(owner ? "owner" : "admin", reason)), time.now());
          log(tx, caller, server, Verb.LOCK);
          actions.succeed(tx, List.of(id.value()), time.now());
          return true;
        });
  }

  void unlock(Caller caller, ServerId id, boolean any) {
    with(
        caller,
        id,
        (tx, server) -> {
          if (server.state().lock().filter(lock -> lock.by().equals("admin")).isPresent() && !any) {
            throw ComputeErrors.forbidden(
                "Policy doesn't allow %s to be performed."
                    .formatted(ServerPolicy.UNLOCK_ANY.name()));
          }
          store.setLock(tx, id, Optional.empty(), time.now());
          log(tx, caller, server, Verb.UNLOCK);
          actions.succeed(tx, List.of(id.value()), time.now());
          return true;
        });
  }

  void reset(Caller caller, ServerId id, ServerStatus status) {
    with(
        caller,
        id,
        (tx, server) -> {
          store.reset(tx, id, status, time.now());
          return true;
        });
  }

  private boolean want(
      Transaction tx,
      Caller caller,
      Server server,
      Verb verb,
      Server.State state,
      Server.Wanted wanted) {
    if (server.place().host().isEmpty()) {
      throw ComputeErrors.conflict("Instance %s is not ready".formatted(server.id()));
    }
    store.want(tx, server, state, wanted, time.now());
    log(tx, caller, server, verb);
    tx.changed(Servers.TOPIC, server.id().toString());
    return true;
  }

  void log(Transaction tx, Caller caller, Server server, Verb verb) {
    actions.begin(tx, List.of(Begun.of(server, verb, entropy.uuid(), caller.userId())), time.now());
  }

  private static Server.State state(Server server, ServerStatus status, Task task) {
    return new Server.State(
        status,
        Optional.of(task),
        server.state().powerState(),
        Optional.empty(),
        server.state().lock());
  }

  /** Refuses what cannot be done in the state that the server is in. */
  static void require(Server server, String action, List<ServerStatus> statuses, List<Task> tasks) {
    var state = server.state();
    if (!statuses.contains(state.status())) {
      throw ComputeErrors.conflict(
          "Cannot '%s' instance %s while it is in vm_state %s"
              .formatted(action, server.id(), state.status().vmState()));
    }
    if (state.task().isPresent() && !tasks.contains(state.task().get())) {
      throw ComputeErrors.conflict(
          "Cannot '%s' instance %s while it is in task_state %s"
              .formatted(action, server.id(), state.task().get().wire()));
    }
  }
}
