package cairn.protocol.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All networks, routers and security groups of the cloud, as they are wanted. */
public record Topology(
    List<Network> networks, List<Router> routers, List<SecurityGroup> securityGroups) {

  /**
   * A layer 2 network.
   *
   * @param physicalNetwork the name of the outside network that it is bridged to, if any
   * @param vlan on that outside network
   * @param mtu in bytes
   * @param metadataPort the port by which the network's metadata service and DHCP answer
   */
  public record Network(
      UUID id,
      String name,
      boolean external,
      Optional<String> physicalNetwork,
      Optional<Integer> vlan,
      int mtu,
      boolean adminStateUp,
      Optional<MetadataPort> metadataPort,
      List<Subnet> subnets,
      List<Port> ports) {}

  /** Where 169.254.169.254 is answered in a network; one address for each IPv4 subnet. */
  public record MetadataPort(UUID id, String mac, List<FixedIp> fixedIps) {}

  /**
   * @param ipVersion 4 or 6
   * @param ipv6RaMode slaac, dhcpv6-stateful or dhcpv6-stateless, for version 6 alone
   * @param ipv6AddressMode the same for how ports get their addresses
   */
  public record Subnet(
      UUID id,
      int ipVersion,
      String cidr,
      Optional<String> gatewayIp,
      boolean dhcp,
      List<String> dnsServers,
      List<Route> hostRoutes,
      Optional<String> ipv6RaMode,
      Optional<String> ipv6AddressMode) {}

  /** A next hop for a destination in CIDR form. */
  public record Route(String destination, String nexthop) {}

  /** An address with the subnet that it is of. */
  public record FixedIp(UUID subnet, String address) {}

  /**
   * A guest's port, or one that nothing is plugged into yet. Router and metadata ports are not
   * among them: they stand in their {@link Router} and {@link MetadataPort}.
   *
   * @param securityGroups those that apply; without port security none does
   * @param host the host's name that it is bound to, if any
   * @param dhcpOptions what the port's own DHCP answers add, by Neutron's option names
   */
  public record Port(
      UUID id,
      String name,
      String mac,
      List<FixedIp> fixedIps,
      boolean adminStateUp,
      boolean portSecurity,
      List<UUID> securityGroups,
      List<AddressPair> allowedAddressPairs,
      List<DhcpOption> dhcpOptions,
      Optional<String> host) {}

  /** A further address, or range, that a port may send from; an empty MAC is the port's own. */
  public record AddressPair(String mac, String cidr) {}

  /** An extra DHCP option, for IP version 4 or 6. */
  public record DhcpOption(String name, String value, int ipVersion) {}

  /** A layer 3 router. */
  public record Router(
      UUID id,
      String name,
      boolean adminStateUp,
      List<RouterPort> ports,
      Optional<Gateway> gateway,
      List<Route> routes,
      List<FloatingIp> floatingIps) {}

  /**
   * A router's leg in a network; {@code addresses} in CIDR form with the subnet's prefix length.
   */
  public record RouterPort(UUID id, UUID network, String mac, List<String> addresses) {}

  /**
   * A router's way out.
   *
   * @param nexthops the external subnets' own gateways, where the default routes go
   * @param snat whether what leaves is given the router's external address
   * @param snatCidrs the connected IPv4 subnets that this is done for
   */
  public record Gateway(
      UUID port,
      UUID network,
      String mac,
      List<String> addresses,
      List<String> nexthops,
      boolean snat,
      List<String> snatCidrs) {}

  /** An external address that stands for a port's fixed one. */
  public record FloatingIp(UUID id, String address, String fixedIp, UUID port, String portMac) {}

  /** What may reach the ports of a group, and what they may reach. All else is dropped. */
  public record SecurityGroup(UUID id, String name, List<Rule> rules) {}

  /**
   * One permission; replies to permitted traffic are permitted.
   *
   * @param ingress towards the port, else from it
   * @param ipVersion 4 or 6
   * @param protocol a name of IANA's or a number; empty is any
   * @param portMin first port, or ICMP type
   * @param portMax last port, or ICMP code
   * @param remoteCidr whom it is about; with {@code remoteGroup} empty too, anybody
   */
  public record Rule(
      UUID id,
      boolean ingress,
      int ipVersion,
      Optional<String> protocol,
      Optional<Integer> portMin,
      Optional<Integer> portMax,
      Optional<String> remoteCidr,
      Optional<UUID> remoteGroup) {}
}
