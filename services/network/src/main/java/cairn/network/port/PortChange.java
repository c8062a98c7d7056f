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

  private static final Optional<String> SAME = Optional.empty();

  /** Nothing changes. */
  static final PortChange NONE =
      new PortChange(
          SAME,
          SAME,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          SAME,
          SAME,
          SAME,
          SAME,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same without a word on the device. */
  PortChange sameDevice() {
    return new PortChange(
        name,
        description,
        mac,
        fixedIps,
        adminStateUp,
        SAME,
        SAME,
        host,
        vnicType,
        bindingProfile,
        portSecurity,
        securityGroups,
        addressPairs,
        dhcpOptions);
  }

  PortChange fixedIps(List<FixedIpWish> wishes) {
    return new PortChange(
        name,
        description,
        mac,
        Optional.of(List.copyOf(wishes)),
        adminStateUp,
        deviceId,
        deviceOwner,
        host,
        vnicType,
        bindingProfile,
        portSecurity,
        securityGroups,
        addressPairs,
        dhcpOptions);
  }

  PortChange addressPairs(Optional<List<AddressPair>> pairs) {
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

  /** Without port security and what needs it. */
  PortChange unguarded() {
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
        Optional.of(false),
        securityGroups,
        Optional.of(List.of()),
        dhcpOptions);
  }
}
