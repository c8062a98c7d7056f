package cairn.network.port;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.address.IpAddress;
import cairn.network.address.MacAddress;
import cairn.network.network.Network;
import cairn.network.network.Networks;
import cairn.network.quota.QuotaResource;
import cairn.network.quota.Quotas;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.securitygroup.SecurityGroups;
import cairn.network.subnet.Subnets;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ConstraintViolation;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts ports together: row, MAC, addresses, groups. */
final class PortBuilder {
  private static final int MAC_ATTEMPTS = 16;

  private final PortStore store;
  private final Networks networks;
  private final Subnets subnets;
  private final SecurityGroups groups;
  private final Quotas quotas;
  private final Addresses addresses;
  private final Time time;
  private final Entropy entropy;

  PortBuilder(
      PortStore store,
      Networks networks,
      Subnets subnets,
      SecurityGroups groups,
      Quotas quotas,
      Time time,
      Entropy entropy) {
    this.store = store;
    this.networks = networks;
    this.subnets = subnets;
    this.groups = groups;
    this.quotas = quotas;
    this.addresses = new Addresses(entropy);
    this.time = time;
    this.entropy = entropy;
  }

  /** Makes it; what it is then is known without reading it, but for the metadata port. */
  Port create(Transaction tx, Sight sight, NewPort input, boolean held) {
    var network = networks.getOnce(tx, sight, input.network().toString());
    if (!input.deviceOwner().equals(DeviceOwner.DISTRIBUTED)) {
      quotas.take(tx, input.projectId(), QuotaResource.PORT, 1);
    }
    var service = input.deviceOwner().startsWith("network:");
    boolean security = !service && input.portSecurity().orElse(network.portSecurity());
    var guards = guards(tx, input, security, service);
    var id = new PortId(entropy.uuid());
    var draft = new Draft(id, input, security, held, time.now());
    var mac = insert(tx, draft, network);
    if (input.securityGroups().isEmpty()) {
      store.addGroupsLater(tx, id, guards);
    } else {
      addGroups(tx, id, guards);
    }
    var plan = AddressPlan.of(input, mac, subnets.ofNetwork(tx, network.id()));
    boolean first = DeviceOwner.servesNetwork(input.deviceOwner());
    var addresses = new ArrayList<FixedIp>();
    for (var item : plan.items()) {
      addresses.add(take(tx, id, network, item, addresses.size(), first));
    }
    return port(draft, mac, network, addresses, guards);
  }

  private static Port port(
      Draft draft,
      MacAddress mac,
      Network network,
      List<FixedIp> addresses,
      List<SecurityGroupId> guards) {
    var input = withOwnMac(draft.input(), mac);
    return new Port(
        draft.id(),
        network.id(),
        network.name(),
        network.projectId(),
        network.mtu(),
        input.projectId(),
        input.name(),
        Standard.created(input.description(), draft.at()),
        mac.text(),
        List.copyOf(addresses),
        input.adminStateUp(),
        PortStatus.DOWN,
        input.deviceId(),
        input.deviceOwner(),
        input.host(),
        input.vnicType(),
        input.bindingProfile(),
        draft.held(),
        draft.security(),
        guards.stream().distinct().sorted(Comparator.comparing(SecurityGroupId::toString)).toList(),
        input.addressPairs(),
        input.dhcpOptions(),
        Optional.empty());
  }

  private List<SecurityGroupId> guards(
      Transaction tx, NewPort input, boolean security, boolean service) {
    var given = input.securityGroups();
    checkGroups(security, given.orElse(List.of()));
    checkPairs(security, input.addressPairs());
    if (given.isPresent()) {
      return given.get();
    }
    return security && !service && !input.projectId().isEmpty()
        ? List.of(groups.ofDefault(tx, input.projectId()))
        : List.of();
  }

  void checkGroups(boolean security, Collection<SecurityGroupId> given) {
    if (!security && !given.isEmpty()) {
      throw NetworkErrors.badRequest(
          "PortSecurityAndIPRequiredForSecurityGroups",
          "Port security must be enabled and port must have an IP address in order to use security groups.");
    }
  }

  private static void checkPairs(boolean security, List<AddressPair> pairs) {
    if (!security && !pairs.isEmpty()) {
      throw NetworkErrors.conflict(
          "AddressPairAndPortSecurityRequired",
          "Port Security must be enabled in order to have allowed address pairs on a port.");
    }
  }

  /** A port that is about to be inserted. */
  private record Draft(PortId id, NewPort input, boolean security, boolean held, Instant at) {}

  private MacAddress insert(Transaction tx, Draft draft, Network network) {
    var given = draft.input().mac();
    for (var attempt = 0; attempt < MAC_ATTEMPTS; attempt++) {
      var mac = given.orElseGet(() -> MacAddress.random(entropy));
      if (tryInsert(tx, draft, mac, network)) {
        return mac;
      }
      if (given.isPresent()) {
        throw macInUse(network, mac);
      }
    }
    throw NetworkErrors.conflict(
        "NetworkMacAddressGenerationFailure",
        "Unable to generate unique mac on network %s.".formatted(network.id()));
  }

  private boolean tryInsert(Transaction tx, Draft draft, MacAddress mac, Network network) {
    try {
      return store.insert(
          tx,
          draft.id(),
          withOwnMac(draft.input(), mac),
          mac,
          draft.security(),
          draft.held(),
          draft.at());
    } catch (ConstraintViolation e) {
      throw e.is("port_network") ? NetworkErrors.notFound("Network", network.id()) : e;
    }
  }

  private static NewPort withOwnMac(NewPort input, MacAddress mac) {
    return input.addressPairs().isEmpty()
        ? input
        : input.addressPairs(own(input.addressPairs(), mac));
  }

  /** A pair without a MAC is about the port's own. */
  private static List<AddressPair> own(List<AddressPair> pairs, MacAddress mac) {
    return pairs.stream()
        .map(pair -> pair.mac().isEmpty() ? new AddressPair(pair.ip(), mac.text()) : pair)
        .distinct()
        .toList();
  }

  private static RuntimeException macInUse(Network network, MacAddress mac) {
    return NetworkErrors.conflict(
        "MacAddressInUse",
        "Unable to complete operation for network %s. The mac address %s is in use."
            .formatted(network.id(), mac));
  }

  /**
   * Takes one address of a plan.
   *
   * @param first whether any address means the first free one
   */
  private FixedIp take(
      Transaction tx, PortId id, Network network, AddressPlan.Item item, int place, boolean first) {
    try {
      if (item.address().isPresent()) {
        var address = item.address().get();
        var subnet = item.subnets().getFirst();
        if (!addresses.take(tx, id, subnet, place, address)) {
          throw NetworkErrors.conflict(
              "IpAddressAlreadyAllocated",
              "IP address %s already allocated in subnet %s".formatted(address, subnet.id()));
        }
        return new FixedIp(subnet.id(), address.toString());
      }
      for (var subnet : item.subnets()) {
        var taken =
            first
                ? addresses.takeFirst(tx, id, subnet, place)
                : addresses.takeAny(tx, id, subnet, place);
        if (taken.isPresent()) {
          return new FixedIp(subnet.id(), taken.get().toString());
        }
      }
    } catch (ConstraintViolation e) {
      throw e.is("port_address_subnet")
          ? NetworkErrors.notFound("Subnet", item.subnets().getFirst().id())
          : e;
    }
    throw NetworkErrors.conflict(
        "IpAddressGenerationFailure",
        "No more IP addresses available on network %s.".formatted(network.id()));
  }

  private void addGroups(Transaction tx, PortId id, Collection<SecurityGroupId> guards) {
    try {
      store.addGroups(tx, id, guards);
    } catch (ConstraintViolation e) {
      throw e.is("port_security_group_in_use")
          ? NetworkErrors.notFound("SecurityGroup", guards)
          : e;
    }
  }

  void update(Transaction tx, Port port, PortChange change) {
    boolean security = change.portSecurity().orElse(port.portSecurity());
    var guards = change.securityGroups();
    if (port.portSecurity() && !security && !guards.orElse(port.securityGroups()).isEmpty()) {
      throw NetworkErrors.conflict(
          "PortSecurityPortHasSecurityGroup",
          "Port has security group associated. Cannot disable port security or IP address until security group is removed.");
    }
    checkGroups(security, guards.orElse(List.of()));
    checkPairs(security, change.addressPairs().orElse(port.addressPairs()));
    var mac = change.mac().orElseGet(() -> new MacAddress(port.mac()));
    if (change.mac().isPresent() && !mac.text().equals(port.mac()) && !port.host().isEmpty()) {
      throw NetworkErrors.conflict(
          "PortBound",
          "Unable to complete operation on port %s, port is already bound, port type: %s, old_mac %s, new_mac %s."
              .formatted(port.id(), "ovs", port.mac(), mac));
    }
    try {
      store.update(
          tx,
          port.id(),
          change.addressPairs(change.addressPairs().map(p -> own(p, mac))),
          time.now());
    } catch (ConstraintViolation e) {
      if (e.is("port_mac")) {
        throw macInUse(networks.get(tx, Sight.ALL, port.network().toString(), false), mac);
      }
      throw e;
    }
    if (guards.isPresent()) {
      store.clearGroups(tx, port.id());
      addGroups(tx, port.id(), guards.get());
    }
    if (change.fixedIps().isPresent()) {
      moveAddresses(tx, port, change.fixedIps().get(), mac);
    }
  }

  /** Keeps what is wanted again, gives the rest back, takes what is new. */
  private void moveAddresses(Transaction tx, Port port, List<FixedIpWish> wishes, MacAddress mac) {
    var network = networks.get(tx, Sight.ALL, port.network().toString(), false);
    var wanted =
        AddressPlan.of(
            NewPort.on(port.network(), port.projectId())
                .device(port.deviceId(), port.deviceOwner())
                .fixedIps(wishes),
            mac,
            subnets.ofNetwork(tx, port.network()));
    var left = new ArrayList<>(port.fixedIps());
    var kept = new ArrayList<Optional<FixedIp>>();
    for (var item : wanted.items()) {
      kept.add(item.address().flatMap(address -> again(left, item, Optional.of(address))));
    }
    for (var i = 0; i < wanted.items().size(); i++) {
      var item = wanted.items().get(i);
      if (item.address().isEmpty()) {
        kept.set(i, again(left, item, Optional.empty()));
      }
    }
    left.forEach(address -> addresses.giveBack(tx, port.id(), address));
    if (!left.isEmpty()) {
      store.releaseFloatingIps(
          tx, port.id(), left.stream().map(FixedIp::address).toList(), time.now());
    }
    for (var place = 0; place < kept.size(); place++) {
      if (kept.get(place).isPresent()) {
        addresses.place(tx, port.id(), kept.get(place).get(), place);
      } else {
        take(
            tx,
            port.id(),
            network,
            wanted.items().get(place),
            place,
            DeviceOwner.servesNetwork(port.deviceOwner()));
      }
    }
  }

  private static Optional<FixedIp> again(
      List<FixedIp> left, AddressPlan.Item item, Optional<IpAddress> address) {
    var found =
        left.stream()
            .filter(have -> have.subnet().equals(item.subnets().getFirst().id()))
            .filter(have -> address.map(one -> one.toString().equals(have.address())).orElse(true))
            .findFirst();
    found.ifPresent(left::remove);
    return found;
  }
}
