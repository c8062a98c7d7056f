package cairn.network.floatingip;

import cairn.network.network.NetworkId;
import cairn.network.port.PortId;
import cairn.network.router.RouterId;
import cairn.network.wire.Standard;
import java.util.Optional;

/**
 * A floating IP.
 *
 * @param network the external network that it is of
 * @param outerPort holds the address there
 * @param association what it stands for, if anything
 * @param status DOWN, ACTIVE once it works, ERROR
 */
public record FloatingIp(
    FloatingIpId id,
    String projectId,
    Standard standard,
    NetworkId network,
    PortId outerPort,
    String address,
    Optional<Association> association,
    String status) {

  /**
   * @param port the port that it leads to
   * @param fixedIp which of the port's addresses
   * @param router through which it leads
   * @param details of that port
   */
  public record Association(
      PortId port, String fixedIp, Optional<RouterId> router, PortDetails details) {}

  /** What clients are told of the port. */
  public record PortDetails(
      String name,
      NetworkId network,
      String mac,
      boolean adminStateUp,
      String status,
      String deviceId,
      String deviceOwner) {}
}
