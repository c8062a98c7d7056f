package cairn.network.subnet;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.network.Network;
import cairn.network.network.NetworkId;
import cairn.network.network.Networks;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Subnets. Safe for many threads. */
public final class Subnets {
  private final SubnetStore store = new SubnetStore();
  private final List<SubnetWatcher> watchers = new CopyOnWriteArrayList<>();
  private final Quotas quotas;
  private final Time time;
  private final Entropy entropy;

  public Subnets(Quotas quotas, Time time, Entropy entropy) {
    this.quotas = quotas;
    this.time = time;
    this.entropy = entropy;
  }

  /** Lets somebody follow the changes of subnets; called while the program is put together. */
  public void watch(SubnetWatcher watcher) {
    watchers.add(watcher);
  }

  /** The subnets of networks, oldest first, in one statement; a network without any is missing. */
  public Map<NetworkId, List<Subnet>> ofNetworks(Transaction tx, Collection<NetworkId> ids) {
    return store.ofNetworks(tx, ids).stream().collect(Collectors.groupingBy(Subnet::networkId));
  }

  /** The subnets of one network, oldest first. */
  public List<Subnet> ofNetwork(Transaction tx, NetworkId id) {
    return store.ofNetworks(tx, List.of(id));
  }

  /** Those that are there, in one statement, whoever asks. */
  public Map<SubnetId, Subnet> byIds(Transaction tx, Collection<SubnetId> ids) {
    return store.byIds(tx, ids).stream().collect(Collectors.toMap(Subnet::id, Function.identity()));
  }

  /**
   * The subnet that the caller sees.
   *
   * @throws cairn.common.CloudException NOT_FOUND
   */
  public Subnet get(Transaction tx, Sight sight, String id, boolean lock) {
    return SubnetId.parse(id)
        .flatMap(known -> store.find(tx, sight, known, lock))
        .orElseThrow(() -> NetworkErrors.notFound("Subnet", id));
  }

  ListPage<Subnet> list(Transaction tx, Sight sight, ListRequest wanted) {
    return store.list(tx, sight, wanted);
  }

  /**
   * Makes one in a network that is locked, so that no two can overlap.
   *
   * @throws cairn.common.CloudException OVER_QUOTA, BAD_REQUEST, CONFLICT
   */
  public Subnet create(Transaction tx, Network network, NewSubnet input) {
    quotas.take(tx, input.projectId(), QuotaResource.SUBNET, 1);
    var gateway =
        input.gatewayChosen()
            ? input.gatewayIp()
            : Optional.of(SubnetRules.gatewayDefault(input.cidr()));
    var subnet =
        new Subnet(
            new SubnetId(entropy.uuid()),
            network.id(),
            input.projectId(),
            input.name(),
            Standard.created(input.description(), time.now()),
            input.cidr(),
            gateway,
            input.dhcp(),
            input.raMode(),
            input.addressMode(),
            input.dnsServers(),
            input.hostRoutes(),
            input.pools().orElseGet(() -> SubnetRules.poolsDefault(input.cidr(), gateway)),
            input.serviceTypes(),
            input.pool(),
            network.shared());
    SubnetRules.check(subnet, true);
    if (store.overlaps(tx, network.id(), subnet.cidr())) {
      throw NetworkErrors.invalid(
          "Requested subnet with cidr: %s for network: %s overlaps with another subnet"
              .formatted(subnet.cidr(), network.id()));
    }
    store.insert(tx, subnet);
    return changed(tx, subnet.id());
  }

  Subnet update(Transaction tx, Subnet subnet, Input input) {
    var changed = SubnetJson.change(subnet, input);
    SubnetRules.check(changed, !subnet.dhcp());
    if (!changed.gatewayIp().equals(subnet.gatewayIp()) && subnet.gatewayIp().isPresent()) {
      var old = subnet.gatewayIp().get();
      store
          .gatewayPort(tx, subnet.id(), old)
          .ifPresent(port -> {
            throw NetworkErrors.conflict(
                "GatewayIpInUse",
                "Current gateway ip %s already in use by port %s. Unable to update."
                    .formatted(old, port));
          });
    }
    store.update(tx, changed, time.now());
    return changed(tx, subnet.id());
  }

  private Subnet changed(Transaction tx, SubnetId id) {
    var subnet = get(tx, Sight.ALL, id.toString(), false);
    watchers.forEach(watcher -> watcher.changed(tx, subnet));
    tx.changed(Networks.TOPIC, subnet.networkId().toString());
    return subnet;
  }

  void delete(Transaction tx, Subnet subnet) {
    if (store.inUse(tx, subnet)) {
      throw NetworkErrors.conflict(
          "SubnetInUse",
          "Unable to complete operation on subnet %s: One or more ports have an IP allocation from this subnet."
              .formatted(subnet.id()));
    }
    store.delete(tx, subnet.id());
    tx.changed(Networks.TOPIC, subnet.networkId().toString());
  }
}
