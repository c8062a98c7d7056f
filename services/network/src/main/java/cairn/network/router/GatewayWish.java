package cairn.network.router;

import cairn.network.port.FixedIpWish;
import java.util.List;
import java.util.Optional;

/**
 * What a router's gateway shall be; empty parts are left as they are or to the service.
 *
 * @param network the external network's id, as the client wrote it
 */
record GatewayWish(String network, Optional<Boolean> snat, Optional<List<FixedIpWish>> fixedIps) {}
