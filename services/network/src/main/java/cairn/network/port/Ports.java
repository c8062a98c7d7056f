package cairn.network.port;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.network.NetworkId;
import cairn.network.network.Networks;
import cairn.network.quota.Quotas;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.securitygroup.SecurityGroups;
import cairn.network.subnet.Subnets;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.policy.Caller;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ports. Safe for many threads. */
public final class Ports {
  private final PortStore store = new PortStore();
  private final PortBuilder builder;
  private final Time time;
  private final List<PortWatcher> watchers = new CopyOnWriteArrayList<>();

  public Ports(
      Networks networks,
      Subnets subnets,
      SecurityGroups groups,
      Quotas quotas,
      Time time,
      Entropy entropy) {
    this.builder = new PortBuilder(store, networks, subnets, groups, quotas, time, entropy);
    this.time = time;
    subnets.watch(new SubnetPorts(this, store, networks, new Addresses(entropy)));
  }

  /** Lets somebody follow what clients do to devices' ports; called while all is put together. */
  public void watch(PortWatcher watcher) {
    watchers.add(watcher);
  }

  private void tell(Transaction tx, Port port) {
    if (!port.deviceId().isEmpty()) {
      watchers.forEach(watcher -> watcher.changed(tx, port.deviceId()));
    }
  }

  /**
   * Makes a port in a network that the caller sees. What is returned lacks the metadata port.
   *
   * @throws cairn.common.CloudException NOT_FOUND (NetworkNotFound), OVER_QUOTA, BAD_REQUEST or
   *     CONFLICT for its addresses, MAC and groups
   */
  public Port create(Transaction tx, Caller caller, NewPort input) {
    return create(tx, Sight.of(caller), input);
  }

  /** The same for the service's own nouns. */
  public Port create(Transaction tx, Sight sight, NewPort input) {
    return made(tx, builder.create(tx, sight, input, !input.deviceId().isEmpty()));
  }

  /** What a client asks for: its device is only written down. */
  Port createByClient(Transaction tx, Sight sight, NewPort input) {
    return made(tx, builder.create(tx, sight, input, false));
  }

  private static Port made(Transaction tx, Port port) {
    tx.changed(Networks.TOPIC, port.id().toString());
    return port;
  }

  /** The port, when the caller sees it. */
  public Optional<Port> find(Transaction tx, Caller caller, PortId id) {
    return store.find(tx, Sight.of(caller), id, false);
  }

  /**
   * The port that the caller sees, locked when asked.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public Port get(Transaction tx, Sight sight, String id, boolean lock) {
    return PortId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() -> NetworkErrors.notFound("Port", id));
  }

  /**
   * Gives a port that the caller sees to a device.
   *
   * @throws cairn.common.CloudException NOT_FOUND; CONFLICT (PortInUse) when another has it
   */
  public Port attach(
      Transaction tx, Caller caller, PortId id, String deviceId, String deviceOwner) {
    var port = get(tx, Sight.of(caller), id.toString(), true);
    if (!port.deviceId().isEmpty() && !port.deviceId().equals(deviceId)) {
      throw inUse(port);
    }
    store.plug(tx, id, deviceId, deviceOwner, port.host(), time.now());
    return changed(tx, id);
  }

  /** Says on which host the port is to be. */
  public Port bind(Transaction tx, PortId id, String host) {
    var port = get(tx, Sight.ALL, id.toString(), true);
    store.plug(tx, id, port.deviceId(), port.deviceOwner(), host, time.now());
    return changed(tx, id);
  }

  /** Says that the port is on no host; its device keeps it. Nothing happens when it is gone. */
  public void unbind(Transaction tx, PortId id) {
    store
        .find(tx, Sight.ALL, id, true)
        .ifPresent(port -> {
          store.plug(tx, id, port.deviceId(), port.deviceOwner(), "", time.now());
          tx.changed(Networks.TOPIC, id.toString());
        });
  }

  /** Takes the port from its device and host. Nothing happens when it is gone. */
  public void detach(Transaction tx, PortId id) {
    store.plug(tx, id, "", "", "", time.now());
    tx.changed(Networks.TOPIC, id.toString());
  }

  /** Deletes the port and lets go of its floating IPs. Nothing happens when it is gone. */
  public void delete(Transaction tx, PortId id) {
    store.releaseFloatingIps(tx, id, time.now());
    store.delete(tx, id);
    tx.changed(Networks.TOPIC, id.toString());
  }

  /**
   * What a client asks for: only ports that the service does not use itself.
   *
   * @throws cairn.common.CloudException CONFLICT (ServicePortInUse)
   */
  void deleteByClient(Transaction tx, Port port) {
    if (port.held() && port.ofService()) {
      throw NetworkErrors.conflict(
          "ServicePortInUse",
          "Port %s cannot be deleted directly via the port API: has device owner %s."
              .formatted(port.id(), port.deviceOwner()));
    }
    delete(tx, port.id());
    tell(tx, port);
  }

  /** The device's ports in the order of their creation. */
  public List<Port> ofDevice(Transaction tx, String deviceId) {
    return store.ofDevices(tx, List.of(deviceId));
  }

  /** The ports of several devices, in one statement; a device without any is missing. */
  public Map<String, List<Port>> ofDevices(Transaction tx, Collection<String> deviceIds) {
    return store.ofDevices(tx, deviceIds).stream().collect(Collectors.groupingBy(Port::deviceId));
  }

  /** Those that are there, in one statement, whoever asks. */
  public Map<PortId, Port> byIds(Transaction tx, Collection<PortId> ids) {
    return store.byIds(tx, ids).stream().collect(Collectors.toMap(Port::id, Function.identity()));
  }

  /** All ports of a network. */
  public List<Port> ofNetwork(Transaction tx, NetworkId network) {
    return store.ofNetwork(tx, network);
  }

  /**
   * Guards the port with these groups in place of those that it has.
   *
   * @throws cairn.common.CloudException NOT_FOUND; BAD_REQUEST when it has no port security
   */
  public void securityGroups(Transaction tx, PortId id, Collection<SecurityGroupId> groups) {
    var port = get(tx, Sight.ALL, id.toString(), true);
    builder.checkGroups(port.portSecurity(), groups);
    store.clearGroups(tx, id);
    store.addGroups(tx, id, groups);
    changed(tx, id);
  }

  ListPage<Port> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  /**
   * What a client asks for: what a service has plugged in, only the operator pulls out.
   *
   * @throws cairn.common.CloudException CONFLICT (PortInUse)
   */
  Port updateByClient(Transaction tx, Sight sight, Port port, PortChange change) {
    var moved =
        change.deviceId().filter(device -> !device.equals(port.deviceId())).isPresent()
            || change.deviceOwner().filter(owner -> !owner.equals(port.deviceOwner())).isPresent();
    if (port.held() && moved && !sight.all()) {
      throw inUse(port);
    }
    return update(tx, port, moved ? change : change.sameDevice());
  }

  private static CloudException inUse(Port port) {
    return NetworkErrors.conflict(
        "PortInUse",
        "Unable to complete operation on port %s for network %s. Port already has an attached device %s."
            .formatted(port.id(), port.network(), port.deviceId()));
  }

  /** Changes a port that is locked. */
  Port update(Transaction tx, Port port, PortChange change) {
    builder.update(tx, port, change);
    if (change.fixedIps().isPresent() || change.mac().isPresent()) {
      tell(tx, port);
    }
    return changed(tx, port.id());
  }

  /** Gives the port just these addresses; those that it has already it keeps. */
  public Port setFixedIps(Transaction tx, PortId id, List<FixedIpWish> wishes) {
    var port = get(tx, Sight.ALL, id.toString(), true);
    return update(tx, port, PortChange.NONE.fixedIps(wishes));
  }

  /** Makes a port that is locked a router's leg, which nothing guards. */
  public Port giveToRouter(Transaction tx, Port port, String routerId) {
    store.clearGroups(tx, port.id());
    store.update(tx, port.id(), PortChange.NONE.unguarded(), time.now());
    store.plug(tx, port.id(), routerId, DeviceOwner.ROUTER_INTERFACE, port.host(), time.now());
    return changed(tx, port.id());
  }

  private Port changed(Transaction tx, PortId id) {
    tx.changed(Networks.TOPIC, id.toString());
    return store
        .find(tx, Sight.ALL, id, false)
        .orElseThrow(
            () -> new CloudException(Kind.INTERNAL, "Port " + id + " is gone while it changes."));
  }
}
