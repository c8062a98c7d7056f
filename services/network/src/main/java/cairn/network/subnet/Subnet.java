package cairn.network.subnet;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.network.NetworkId;
import cairn.network.subnetpool.SubnetPoolId;
import cairn.network.wire.Standard;
import java.util.List;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param gatewayIp the address of the way out, if any
 * @param raMode how routers advertise it: slaac, dhcpv6-stateful or dhcpv6-stateless; version 6
 * @param addressMode how ports get their addresses; the same words
 * @param pools where addresses are given from when none is named
 * @param serviceTypes owners of ports that it is for; empty is all
 * @param pool what its range was cut from
 * @param networkShared whether its network is shared with all
 */
public record Subnet(
    SubnetId id,
    NetworkId networkId,
    String projectId,
    String name,
    Standard standard,
    Cidr cidr,
    Optional<IpAddress> gatewayIp,
    boolean dhcp,
    Optional<String> raMode,
    Optional<String> addressMode,
    List<String> dnsServers,
    List<HostRoute> hostRoutes,
    List<IpRange> pools,
    List<String> serviceTypes,
    Optional<SubnetPoolId> pool,
    boolean networkShared) {
  static final String SLAAC = "slaac";
  static final String STATELESS = "dhcpv6-stateless";
  static final String STATEFUL = "dhcpv6-stateful";

  /** 4 or 6. */
  public int ipVersion() {
    return cidr.version();
  }

  /** Whether each port in it has the address that follows from its MAC. */
  public boolean automatic() {
    return addressMode.filter(mode -> mode.equals(SLAAC) || mode.equals(STATELESS)).isPresent();
  }

  /** The same with what a change may set. */
  Subnet with(
      String newName,
      String description,
      Optional<IpAddress> gateway,
      boolean newDhcp,
      List<String> dns,
      List<HostRoute> routes,
      List<IpRange> newPools,
      List<String> types) {
    return new Subnet(
        id,
        networkId,
        projectId,
        newName,
        new Standard(
            description,
            standard.tags(),
            standard.revision(),
            standard.createdAt(),
            standard.updatedAt()),
        cidr,
        gateway,
        newDhcp,
        raMode,
        addressMode,
        dns,
        routes,
        newPools,
        types,
        pool,
        networkShared);
  }
}
