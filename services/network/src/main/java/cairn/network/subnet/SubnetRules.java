package cairn.network.subnet;

import static cairn.network.wire.NetworkErrors.badRequest;
import static cairn.network.wire.NetworkErrors.conflict;
import static cairn.network.wire.NetworkErrors.invalid;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a subnet must be like (reference: {@code neutron/db/db_base_plugin_v2.py}). Pure. */
final class SubnetRules {
  private static final int DNS_SERVERS_MAX = 5;
  private static final int HOST_ROUTES_MAX = 20;

  private SubnetRules() {}

  /**
   * Lets a subnet that makes sense pass.
   *
   * @param dhcpIsNew whether DHCP is being switched on
   */
  static void check(Subnet subnet, boolean dhcpIsNew) {
    if (subnet.cidr().prefix() == 0) {
      throw invalid("0 is not allowed as CIDR prefix length");
    }
    if (dhcpIsNew && subnet.dhcp()) {
      dhcp(subnet.cidr());
    }
    gateway(subnet);
    dns(subnet);
    routes(subnet);
    modes(subnet);
    pools(subnet);
  }

  private static void dhcp(Cidr cidr) {
    if (cidr.prefix() > (cidr.version() == 4 ? 30 : 126)) {
      throw invalid("Subnet has a prefix length that is incompatible with DHCP service enabled");
    }
    if (cidr.first().multicast()) {
      throw invalid("Multicast IP subnet is not supported if enable_dhcp is True");
    }
    if (cidr.first().loopback()) {
      throw invalid("Loopback IP subnet is not supported if enable_dhcp is True");
    }
    if (cidr.version() == 4 && cidr.first().number().signum() == 0) {
      throw invalid("First IP '0.0.0.0' of network is not supported if enable_dhcp is True");
    }
  }

  private static void gateway(Subnet subnet) {
    if (subnet.gatewayIp().isEmpty()) {
      return;
    }
    var gateway = subnet.gatewayIp().get();
    version("gateway_ip", gateway.toString(), gateway.version(), subnet);
    if (subnet.cidr().contains(gateway)
        && !subnet.cidr().hosts().contains(gateway)
        && subnet.ipVersion() == 4) {
      throw invalid("Gateway is not valid on subnet");
    }
    for (var pool : subnet.pools()) {
      if (pool.contains(gateway)) {
        throw conflict(
            "GatewayConflictWithAllocationPools",
            "Gateway ip %s conflicts with allocation pool %s.".formatted(gateway, pool));
      }
    }
  }

  private static void dns(Subnet subnet) {
    if (subnet.dnsServers().size() > DNS_SERVERS_MAX) {
      throw badRequest(
          "DNSNameServersExhausted",
          "Unable to complete operation for %s. The number of DNS nameservers exceeds the limit %d."
              .formatted(subnet.id(), DNS_SERVERS_MAX));
    }
    for (var server : subnet.dnsServers()) {
      var address =
          IpAddress.parse(server).orElseThrow(() -> invalid("Error parsing dns address " + server));
      version("dns_nameserver", server, address.version(), subnet);
    }
  }

  private static void routes(Subnet subnet) {
    if (subnet.hostRoutes().size() > HOST_ROUTES_MAX) {
      throw badRequest(
          "HostRoutesExhausted",
          "Unable to complete operation for %s. The number of host routes exceeds the limit %d."
              .formatted(subnet.id(), HOST_ROUTES_MAX));
    }
    for (var route : subnet.hostRoutes()) {
      if (!route.isOf(subnet.ipVersion())) {
        version("destination", route.destination(), 10 - subnet.ipVersion(), subnet);
      }
    }
  }

  private static void version(String what, String value, int version, Subnet subnet) {
    if (version != subnet.ipVersion()) {
      throw invalid(
          "%s '%s' does not match the ip_version '%d'".formatted(what, value, subnet.ipVersion()));
    }
  }

  private static void modes(Subnet subnet) {
    var ra = subnet.raMode();
    var address = subnet.addressMode();
    if (subnet.ipVersion() == 4) {
      if (ra.isPresent()) {
        throw invalid("ipv6_ra_mode is not valid when ip_version is 4");
      }
      if (address.isPresent()) {
        throw invalid("ipv6_address_mode is not valid when ip_version is 4");
      }
      return;
    }
    if ((ra.isPresent() || address.isPresent()) && !subnet.dhcp()) {
      throw invalid(
          "ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False");
    }
    if (ra.isPresent() && address.isPresent() && !ra.equals(address)) {
      throw invalid(
          "ipv6_ra_mode set to '%s' with ipv6_address_mode set to '%s' is not valid. If both attributes are set, they must be the same value"
              .formatted(ra.get(), address.get()));
    }
    if ((subnet.automatic() || ra.equals(Optional.of(Subnet.SLAAC)))
        && subnet.cidr().prefix() != 64) {
      throw invalid(
          "Invalid CIDR %s for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64"
              .formatted(subnet.cidr()));
    }
  }

  private static void pools(Subnet subnet) {
    var hosts = subnet.cidr().hosts();
    for (var pool : subnet.pools()) {
      if (!hosts.contains(pool.first()) || !hosts.contains(pool.last())) {
        throw badRequest(
            "OutOfBoundsAllocationPool",
            "The allocation pool %s spans beyond the subnet cidr %s."
                .formatted(pool, subnet.cidr()));
      }
      for (var other : subnet.pools()) {
        if (!other.equals(pool) && other.overlaps(pool)) {
          throw conflict(
              "OverlappingAllocationPools",
              "Found overlapping allocation pools: %s %s for subnet %s."
                  .formatted(pool, other, subnet.cidr()));
        }
      }
    }
    if (subnet.pools().stream().distinct().count() < subnet.pools().size()) {
      throw conflict(
          "OverlappingAllocationPools",
          "Found overlapping allocation pools: %s for subnet %s."
              .formatted(subnet.pools(), subnet.cidr()));
    }
  }

  /** The gateway of those who name none: the first address that a host may have. */
  static IpAddress gatewayDefault(Cidr cidr) {
    return cidr.hosts().first();
  }

  /** All that hosts may have, but the gateway's address. */
  static List<IpRange> poolsDefault(Cidr cidr, Optional<IpAddress> gateway) {
    var hosts = cidr.hosts();
    return new ArrayList<>(gateway.map(hosts::without).orElse(List.of(hosts)));
  }
}
