package cairn.network.subnet;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.subnetpool.SubnetPoolId;
import java.util.List;
import java.util.Optional;

/**
 * What a subnet shall be like; see {@link Subnet}.
 *
 * @param gatewayChosen whether {@code gatewayIp} says it; else it is the first address
 * @param pool what the range was cut from, if not chosen freely
 * @param pools empty for all addresses but the gateway's
 */
public record NewSubnet(
    String projectId,
    String name,
    String description,
    Cidr cidr,
    boolean gatewayChosen,
    Optional<IpAddress> gatewayIp,
    boolean dhcp,
    Optional<String> raMode,
    Optional<String> addressMode,
    List<String> dnsServers,
    List<HostRoute> hostRoutes,
    Optional<List<IpRange>> pools,
    List<String> serviceTypes,
    Optional<SubnetPoolId> pool) {}
