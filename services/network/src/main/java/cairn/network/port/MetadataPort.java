package cairn.network.port;

import java.util.List;

/**
 * The port by which a network's metadata service answers.
 *
 * @param addresses in CIDR form with the subnet's prefix length
 */
public record MetadataPort(PortId id, String mac, List<String> addresses) {}
