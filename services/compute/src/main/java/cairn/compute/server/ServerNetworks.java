package cairn.compute.server;

import cairn.common.CloudException;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.compute.action.Actions;
import cairn.compute.action.Verb;
import cairn.compute.host.Hosts;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wiring.Nic;
import cairn.compute.wiring.NicPlan;
import cairn.compute.wiring.NicWish;
import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.Wiring;
import cairn.policy.Caller;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plugs ports into servers and out, and reads their addresses. Safe for many threads. */
public final class ServerNetworks {
  private static final List<ServerStatus> PLUGGABLE =
      List.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.SHUTOFF);

  private final Database database;
  private final ServerChanges changes;
  private final Wiring wiring;
  private final Actions actions;
  private final Time time;
  private final ServerStore store = new ServerStore();

  /** Plugs them by that. */
  public ServerNetworks(
      Database database, ServerChanges changes, Wiring wiring, Actions actions, Time time) {
    this.database = database;
    this.changes = changes;
    this.wiring = wiring;
    this.actions = actions;
    this.time = time;
  }

  /** The server's ports in the order of its interfaces. */
  List<WiredPort> ports(Server server) {
    var id = server.id().value();
    var ports = database.read(tx -> wiring.ports(tx, List.of(id)));
    return GuestSpecs.inOrder(server, ports.getOrDefault(id, List.of()));
  }

  void securityGroup(Caller caller, ServerId id, String nameOrId, boolean add) {
    changes.with(
        caller,
        id,
        (tx, server) -> {
          wiring.securityGroup(tx, caller, id.value(), nameOrId, add);
          return true;
        });
  }

  /** Plugs in what is wished, or a port of the project's one network, and says which it is. */
  UUID attach(Caller caller, ServerId id, Optional<NicWish> wish) {
    return changes.unlocked(
        caller,
        id,
        (tx, server) -> {
          ServerChanges.require(server, "attach_interface", PLUGGABLE, List.of());
          var plan =
              wish.isPresent()
                  ? plan(tx, caller, wish.get())
                  : wiring.planDefault(tx, caller, List.of());
          if (plan.nics().isEmpty()) {
            throw ComputeErrors.badRequest("No network is available to the project.");
          }
          var one = new NicPlan(List.of(plan.nics().getFirst()), plan.securityGroups());
          var zone = server.place().zone().orElse(Hosts.ZONE);
          var host = server.place().hostName().orElse("");
          var plugged =
              wiring.plug(
                  tx,
                  caller,
                  one,
                  new Wiring.Device(id.value(), server.owner().projectId(), zone, host));
          var nics = new ArrayList<>(server.hardware().nics());
          nics.addAll(plugged);
          store.nics(tx, id, nics, RequestId.current(), time.now());
          done(tx, caller, server, Verb.ATTACH_INTERFACE);
          return plugged.getFirst().port();
        });
  }

  /** Here a network or port that is not there is a thing that was not found. */
  private NicPlan plan(Transaction tx, Caller caller, NicWish wish) {
    try {
      return wiring.plan(tx, caller, List.of(wish), List.of());
    } catch (CloudException e) {
      throw e.type().equals("NetworkNotFound") || e.type().equals("PortNotFound")
          ? ComputeErrors.notFound(String.valueOf(e.getMessage()))
          : e;
    }
  }

  void detach(Caller caller, ServerId id, String port) {
    changes.unlocked(
        caller,
        id,
        (tx, server) -> {
          ServerChanges.require(server, "detach_interface", PLUGGABLE, List.of());
          var nic =
              server.hardware().nics().stream()
                  .filter(known -> known.port().toString().equalsIgnoreCase(port))
                  .findFirst()
                  .orElseThrow(() -> ComputeErrors.notFound("Port %s not found".formatted(port)));
          var rest = new ArrayList<Nic>(server.hardware().nics());
          rest.remove(nic);
          wiring.unplug(tx, List.of(nic));
          store.nics(tx, id, rest, RequestId.current(), time.now());
          done(tx, caller, server, Verb.DETACH_INTERFACE);
          return true;
        });
  }

  /** A server's addresses have changed outside of compute: its guest is to be told the new ones. */
  public void addressesChanged(Transaction tx, String deviceId) {
    ServerId.parse(deviceId)
        .filter(id -> store.renew(tx, id, RequestId.current()))
        .ifPresent(id -> tx.changed(Servers.TOPIC, id.toString()));
  }

  private void done(Transaction tx, Caller caller, Server server, Verb verb) {
    changes.log(tx, caller, server, verb);
    actions.succeed(tx, List.of(server.id().value()), time.now());
    tx.changed(Servers.TOPIC, server.id().toString());
  }
}
