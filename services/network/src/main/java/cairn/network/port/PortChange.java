package cairn.network.port;

import cairn.network.address.MacAddress;
import cairn.network.securitygroup.SecurityGroupId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What of a port shall change; what is empty stays. */
record PortChange(
    Optional<String> name,
    Optional<String> description,
    Optional<MacAddress> mac,
    Optional<List<FixedIpWish>> fixedIps,
    Optional<Boolean> adminStateUp,
    Optional<String> deviceId,
    Optional<String> deviceOwner,
    Optional<String> host,
    Optional<String> vnicType,
    Optional<JsonNode> bindingProfile,
    Optional<Boolean> portSecurity,
    Optional<List<SecurityGroupId>> securityGroups,
    Optional<List<AddressPair>> addressPairs,
    Optional<List<DhcpOption>> dhcpOptions) {

  /** The same with these pairs. */
  PortChange ownPairs(Optional<List<AddressPair>> pairs) {
    return new PortChange(
        name,
        description,
        mac,
        fixedIps,
        adminStateUp,
        deviceId,
        deviceOwner,
        host,
        vnicType,
        bindingProfile,
        portSecurity,
        securityGroups,
        pairs,
        dhcpOptions);
  }
}
