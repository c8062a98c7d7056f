package cairn.network.floatingip;

import cairn.network.address.IpAddress;
import java.util.Optional;

/**
 * What a floating IP shall be like.
 *
 * @param network the external network's id, as the client wrote it
 * @param subnet of that network, when it matters which
 * @param address of that network, when it matters which
 * @param port the port's id to associate it with at once
 * @param fixedIp which of the port's addresses
 */
record NewFloatingIp(
    String projectId,
    String description,
    String network,
    Optional<String> subnet,
    Optional<IpAddress> address,
    Optional<String> port,
    Optional<IpAddress> fixedIp) {}
