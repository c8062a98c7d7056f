package cairn.network.network;

import java.util.List;
import java.util.Optional;

/** What a network shall be like; see {@link Network}. */
public record NewNetwork(
    String projectId,
    String name,
    String description,
    boolean adminStateUp,
    boolean shared,
    boolean external,
    boolean isDefault,
    boolean portSecurity,
    Optional<Integer> mtu,
    Optional<String> type,
    Optional<String> physicalNetwork,
    Optional<Integer> segmentationId,
    List<String> zoneHints) {}
