package cairn.network.network;

import cairn.network.wire.Standard;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A network.
 *
 * @param external whether routers may have gateways in it
 * @param isDefault whether it is the external network that is taken when none is named
 * @param portSecurity what its ports get when they do not say
 * @param mtu in bytes
 * @param type geneve, flat or vlan
 * @param physicalNetwork of flat and vlan networks
 * @param segmentationId VNI or VLAN
 * @param subnets their ids, oldest first
 */
public record Network(
    NetworkId id,
    String projectId,
    String name,
    Standard standard,
    boolean adminStateUp,
    boolean shared,
    boolean external,
    boolean isDefault,
    boolean portSecurity,
    int mtu,
    String type,
    Optional<String> physicalNetwork,
    Optional<Integer> segmentationId,
    List<String> zoneHints,
    List<UUID> subnets) {}
