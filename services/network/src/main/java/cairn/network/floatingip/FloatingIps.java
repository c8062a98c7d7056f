package cairn.network.floatingip;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.address.IpAddress;
import cairn.network.network.Network;
import cairn.network.network.Networks;
import cairn.network.port.DeviceOwner;
import cairn.network.port.FixedIp;
import cairn.network.port.FixedIpWish;
import cairn.network.port.NewPort;
import cairn.network.port.Port;
import cairn.network.port.PortId;
import cairn.network.port.Ports;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.subnet.Subnet;
import cairn.network.subnet.SubnetId;
import cairn.network.subnet.Subnets;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.sql.ConstraintViolation;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Floating IPs. Safe for many threads. */
public final class FloatingIps {
  private final FloatingIpStore store = new FloatingIpStore();
  private final Networks networks;
  private final Subnets subnets;
  private final Ports ports;
  private final Quotas quotas;
  private final Time time;
  private final Entropy entropy;
  private final List<FloatingIpWatcher> watchers = new CopyOnWriteArrayList<>();

  public FloatingIps(
      Networks networks, Subnets subnets, Ports ports, Quotas quotas, Time time, Entropy entropy) {
    this.networks = networks;
    this.subnets = subnets;
    this.ports = ports;
    this.quotas = quotas;
    this.time = time;
    this.entropy = entropy;
  }

  /** Lets somebody follow which device has which; called while the program is put together. */
  public void watch(FloatingIpWatcher watcher) {
    watchers.add(watcher);
  }

  private void moved(Transaction tx, FloatingIp floating) {
    floating
        .association()
        .map(association -> association.details().deviceId())
        .filter(device -> !device.isEmpty())
        .ifPresent(device -> watchers.forEach(watcher -> watcher.moved(tx, device)));
  }

  /** Those that stand for ports, in one statement; a port without any is missing. */
  public Map<PortId, List<FloatingIp>> ofPorts(Transaction tx, Collection<PortId> ids) {
    return store.ofPorts(tx, ids).stream()
        .collect(Collectors.groupingBy(floating -> floating.association().orElseThrow().port()));
  }

  /**
   * The floating IP that the caller sees, locked when asked.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public FloatingIp get(Transaction tx, Sight sight, String id, boolean lock) {
    return FloatingIpId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() ->
            new CloudException(Kind.NOT_FOUND, "Floating IP %s could not be found".formatted(id))
                .typed("FloatingIPNotFound"));
  }

  ListPage<FloatingIp> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  FloatingIp create(Transaction tx, Sight sight, NewFloatingIp input) {
    var network = networks.get(tx, sight, input.network(), false);
    if (!network.external()) {
      throw bad("Network %s is not a valid external network".formatted(network.id()));
    }
    quotas.take(tx, input.projectId(), QuotaResource.FLOATINGIP, 1);
    var id = new FloatingIpId(entropy.uuid());
    var outer = outerPort(tx, id, network, input);
    store.insert(
        tx,
        id,
        input.projectId(),
        input.description(),
        network.id(),
        outer.id(),
        outer.fixedIps().getFirst().address(),
        time.now());
    input
        .port()
        .ifPresent(port ->
            associate(tx, sight, get(tx, Sight.ALL, id.toString(), false), port, input.fixedIp()));
    return changed(tx, id);
  }

  /** The port that holds the address: of the IPv4 subnets, the first that has one left. */
  private Port outerPort(Transaction tx, FloatingIpId id, Network network, NewFloatingIp input) {
    var candidates =
        subnets.ofNetwork(tx, network.id()).stream()
            .filter(subnet -> subnet.ipVersion() == 4)
            .filter(subnet -> input.subnet().map(subnet.id().toString()::equals).orElse(true))
            .toList();
    if (candidates.isEmpty()) {
      throw input
          .subnet()
          .<CloudException>map(subnet -> NetworkErrors.notFound("Subnet", subnet))
          .orElseGet(
              () -> bad("Network %s does not contain any IPv4 subnet".formatted(network.id())));
    }
    var plain = NewPort.on(network.id(), "").device(id.toString(), DeviceOwner.FLOATING_IP);
    if (input.address().isPresent()) {
      var subnet = input.subnet().flatMap(SubnetId::parse);
      return ports.create(tx, Sight.ALL, plain.fixedIp(new FixedIpWish(subnet, input.address())));
    }
    return firstWithRoom(tx, network, plain, candidates);
  }

  private Port firstWithRoom(
      Transaction tx, Network network, NewPort plain, List<Subnet> candidates) {
    for (var subnet : candidates) {
      try {
        return tx.nested(
            () -> ports.create(tx, Sight.ALL, plain.fixedIp(FixedIpWish.of(subnet.id()))));
      } catch (CloudException e) {
        if (!e.type().equals("IpAddressGenerationFailure")) {
          throw e;
        }
      }
    }
    throw NetworkErrors.conflict(
        "IpAddressGenerationFailure",
        "No more IP addresses available on network %s.".formatted(network.id()));
  }

  FloatingIp update(Transaction tx, Sight sight, FloatingIp floating, Input input) {
    input
        .text("description")
        .ifPresent(text -> store.describe(tx, floating.id(), text, time.now()));
    var fixedIp = input.text("fixed_ip_address").flatMap(IpAddress::parse);
    var port = input.text("port_id");
    if (port.isPresent()) {
      associate(tx, sight, floating, port.get(), fixedIp);
    } else if (fixedIp.isPresent()) {
      throw bad("fixed_ip_address cannot be specified without a port_id");
    } else if (input.has("port_id")) {
      store.associate(
          tx, floating.id(), Optional.empty(), Optional.empty(), Optional.empty(), time.now());
      moved(tx, floating);
    }
    return changed(tx, floating.id());
  }

  private void associate(
      Transaction tx, Sight sight, FloatingIp floating, String portId, Optional<IpAddress> wanted) {
    var port = ports.get(tx, sight, portId, true);
    var fixed = fixedIp(port, wanted);
    var router =
        store
            .router(tx, fixed.subnet(), floating.network())
            .orElseThrow(() ->
                new CloudException(
                        Kind.NOT_FOUND,
                        "External network %s is not reachable from subnet %s.  Therefore, cannot associate Port %s with a Floating IP."
                            .formatted(floating.network(), fixed.subnet(), port.id()))
                    .typed("ExternalGatewayForFloatingIPNotFound"));
    try {
      tx.nested(() -> {
        store.associate(
            tx,
            floating.id(),
            Optional.of(port.id()),
            Optional.of(fixed.address()),
            Optional.of(router),
            time.now());
        return router;
      });
    } catch (ConstraintViolation e) {
      throw e.is("floating_ip_fixed") ? alreadyAssociated(floating, port, fixed) : e;
    }
    moved(tx, floating);
    moved(tx, get(tx, Sight.ALL, floating.id().toString(), false));
  }

  private static CloudException alreadyAssociated(FloatingIp floating, Port port, FixedIp fixed) {
    return NetworkErrors.conflict(
        "FloatingIPPortAlreadyAssociated",
        "Cannot associate floating IP %s (%s) with port %s using fixed IP %s, as that fixed IP already has a floating IP on external network %s."
            .formatted(
                floating.address(), floating.id(), port.id(), fixed.address(), floating.network()));
  }

  private static FixedIp fixedIp(Port port, Optional<IpAddress> wanted) {
    var four = port.fixedIps().stream().filter(ip -> ip.address().indexOf(':') < 0).toList();
    if (wanted.isPresent()) {
      return four.stream()
          .filter(ip -> ip.address().equals(wanted.get().toString()))
          .findFirst()
          .orElseThrow(
              () -> bad("Port %s does not have fixed ip %s".formatted(port.id(), wanted.get())));
    }
    if (four.isEmpty()) {
      throw bad(
          "Cannot add floating IP to port %s that has no fixed IPv4 addresses"
              .formatted(port.id()));
    }
    if (four.size() > 1) {
      throw bad(
          "Port %s has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP"
              .formatted(port.id()));
    }
    return four.getFirst();
  }

  void delete(Transaction tx, FloatingIp floating) {
    store.delete(tx, floating.id());
    ports.delete(tx, floating.outerPort());
    moved(tx, floating);
  }

  private FloatingIp changed(Transaction tx, FloatingIpId id) {
    tx.changed(Networks.TOPIC, id.toString());
    return get(tx, Sight.ALL, id.toString(), false);
  }

  private static CloudException bad(String what) {
    return NetworkErrors.badRequest("BadRequest", "Bad floatingip request: %s.".formatted(what));
  }
}
