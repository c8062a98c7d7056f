package cairn.network.port;

import cairn.network.network.NetworkId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.wire.Standard;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A port.
 *
 * @param network the network that it is in
 * @param networkName that network's name
 * @param networkProject who owns that network
 * @param mtu that network's, in bytes
 * @param mac in lower case with colons
 * @param fixedIps its addresses, in the order in which they were asked for
 * @param deviceId what is plugged in, empty when nothing is
 * @param deviceOwner what kind of thing that is ({@code compute:nova}, {@code network:...})
 * @param host the host that it is bound to, empty when to none
 * @param held whether a service of this program plugged the device in, and not a client wrote so
 * @param metadata where its network's metadata service answers
 */
public record Port(
    PortId id,
    NetworkId network,
    String networkName,
    String networkProject,
    int mtu,
    String projectId,
    String name,
    Standard standard,
    String mac,
    List<FixedIp> fixedIps,
    boolean adminStateUp,
    PortStatus status,
    String deviceId,
    String deviceOwner,
    String host,
    String vnicType,
    JsonNode bindingProfile,
    boolean held,
    boolean portSecurity,
    List<SecurityGroupId> securityGroups,
    List<AddressPair> addressPairs,
    List<DhcpOption> dhcpOptions,
    Optional<MetadataPort> metadata) {
  /** Whether the service itself owns it. */
  public boolean ofService() {
    return deviceOwner.startsWith("network:");
  }
}
