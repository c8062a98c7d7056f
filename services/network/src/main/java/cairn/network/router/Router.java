package cairn.network.router;

import cairn.network.network.NetworkId;
import cairn.network.port.FixedIp;
import cairn.network.port.PortId;
import cairn.network.subnet.HostRoute;
import cairn.network.wire.Standard;
import java.util.List;
import java.util.Optional;

/**
 * A router.
 *
 * @param gateway its way out
 * @param snat whether what leaves by the gateway is given the router's address
 * @param routes beyond those of the subnets that it is in
 */
public record Router(
    RouterId id,
    String projectId,
    String name,
    Standard standard,
    boolean adminStateUp,
    String status,
    Optional<Gateway> gateway,
    boolean snat,
    List<HostRoute> routes,
    List<String> zoneHints) {

  /** The router's leg in an external network. */
  public record Gateway(PortId port, NetworkId network, List<FixedIp> fixedIps) {}
}
