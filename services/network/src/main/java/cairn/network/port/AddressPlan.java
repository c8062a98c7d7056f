package cairn.network.port;

import static cairn.network.wire.NetworkErrors.badRequest;
import static cairn.network.wire.NetworkErrors.invalid;
import static cairn.network.wire.NetworkErrors.notFound;

import cairn.network.address.IpAddress;
import cairn.network.subnet.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What addresses a port is to have, decided before any is taken (reference: {@code
 * neutron/db/ipam_pluggable_backend.py}). Pure.
 *
 * @param items in order
 */
record AddressPlan(List<Item> items) {
  /** One address: that one, or any of the subnets, the first that has one left. */
  record Item(List<Subnet> subnets, Optional<IpAddress> address) {}

  private static final int ADDRESSES_MAX = 64;

  /**
   * Plans for a port.
   *
   * @param subnets all of the network, oldest first
   */
  static AddressPlan of(NewPort port, cairn.network.address.MacAddress mac, List<Subnet> subnets) {
    var routers = port.deviceOwner().equals(DeviceOwner.ROUTER_INTERFACE);
    var items = new ArrayList<Item>();
    var wishes = port.fixedIps();
    if (wishes.isPresent()) {
      for (var wish : wishes.get()) {
        wished(port, wish, subnets, routers).ifPresent(items::add);
      }
    } else {
      for (var version : List.of(4, 6)) {
        var some =
            subnets.stream()
                .filter(subnet -> subnet.ipVersion() == version && !subnet.automatic())
                .filter(subnet -> serves(subnet, port.deviceOwner()))
                .toList();
        if (!some.isEmpty()) {
          items.add(new Item(some, Optional.empty()));
        }
      }
    }
    if (!routers && wishes.map(list -> !list.isEmpty()).orElse(true)) {
      subnets.stream()
          .filter(Subnet::automatic)
          .filter(subnet -> automatically(port, subnet))
          .forEach(subnet ->
              items.add(new Item(List.of(subnet), Optional.of(mac.eui64(subnet.cidr())))));
    }
    if (items.size() > ADDRESSES_MAX) {
      throw invalid("Exceeded maximum amount of fixed ips per port");
    }
    return new AddressPlan(List.copyOf(items));
  }

  private static boolean serves(Subnet subnet, String owner) {
    return subnet.serviceTypes().isEmpty()
        || subnet.serviceTypes().stream().anyMatch(type -> owner.startsWith(type));
  }

  /** The service's own ports have the addresses that they ask for and no others. */
  private static boolean automatically(NewPort port, Subnet subnet) {
    return !port.deviceOwner().equals(DeviceOwner.DISTRIBUTED)
        && !port.deviceOwner().equals(DeviceOwner.FLOATING_IP)
        && serves(subnet, port.deviceOwner());
  }

  private static Optional<Item> wished(
      NewPort port, FixedIpWish wish, List<Subnet> subnets, boolean router) {
    if (subnets.isEmpty()) {
      throw invalid("IP allocation requires subnets for network");
    }
    var subnet = subnet(port, wish, subnets);
    if (subnet.automatic() && !router) {
      if (wish.address().isPresent()) {
        throw badRequest(
            "AllocationOnAutoAddressSubnet",
            "IPv6 address %s can not be directly assigned to a port on subnet %s since the subnet is configured for automatic addresses"
                .formatted(wish.address().get(), subnet.id()));
      }
      return Optional.empty();
    }
    return Optional.of(new Item(List.of(subnet), wish.address()));
  }

  private static Subnet subnet(NewPort port, FixedIpWish wish, List<Subnet> subnets) {
    if (wish.subnet().isPresent()) {
      var id = wish.subnet().get();
      var subnet =
          subnets.stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElseThrow(() -> notOfNetwork(port, id.toString()));
      if (wish.address().isPresent() && !usable(subnet, wish.address().get())) {
        throw badRequest(
            "InvalidIpForSubnet",
            "IP address %s is not a valid IP for the specified subnet."
                .formatted(wish.address().get()));
      }
      return subnet;
    }
    var address =
        wish.address().orElseThrow(() -> invalid("IP allocation requires subnet_id or ip_address"));
    return subnets.stream()
        .filter(one -> usable(one, address))
        .findFirst()
        .orElseThrow(() ->
            badRequest(
                "InvalidIpForNetwork",
                "IP address %s is not a valid IP for any of the subnets on the specified network."
                    .formatted(address)));
  }

  private static RuntimeException notOfNetwork(NewPort port, String subnet) {
    return cairn.network.subnet.SubnetId.parse(subnet).isEmpty()
        ? notFound("Subnet", subnet)
        : invalid(
            "Failed to create port on network %s, because fixed_ips included invalid subnet %s"
                .formatted(port.network(), subnet));
  }

  private static boolean usable(Subnet subnet, IpAddress address) {
    return subnet.cidr().hosts().contains(address);
  }
}
