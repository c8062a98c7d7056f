package cairn.compute.wiring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A subnet as a guest's set-up needs it.
 *
 * @param ipVersion 4 or 6
 * @param addressMode slaac, dhcpv6-stateful or dhcpv6-stateless, for version 6 alone
 */
public record WiredSubnet(
    UUID id,
    int ipVersion,
    String cidr,
    Optional<String> gateway,
    boolean dhcp,
    List<String> dnsServers,
    List<Route> routes,
    Optional<String> addressMode) {

  /** A next hop for a destination in CIDR form. */
  public record Route(String destination, String nexthop) {}
}
