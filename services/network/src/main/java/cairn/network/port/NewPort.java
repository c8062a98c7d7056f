package cairn.network.port;

import cairn.common.Json;
import cairn.network.address.IpAddress;
import cairn.network.address.MacAddress;
import cairn.network.network.NetworkId;
import cairn.network.securitygroup.SecurityGroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a port shall be like; see {@link Port}. Start from {@link #on}.
 *
 * @param mac empty for a new one
 * @param fixedIps empty for the usual: one of each IP version; a list without items for none
 * @param securityGroups empty for the project's default group
 * @param portSecurity empty for what the network says
 */
public record NewPort(
    NetworkId network,
    String projectId,
    String name,
    String description,
    Optional<MacAddress> mac,
    Optional<List<FixedIpWish>> fixedIps,
    boolean adminStateUp,
    String deviceId,
    String deviceOwner,
    String host,
    String vnicType,
    JsonNode bindingProfile,
    Optional<Boolean> portSecurity,
    Optional<List<SecurityGroupId>> securityGroups,
    List<AddressPair> addressPairs,
    List<DhcpOption> dhcpOptions) {

  /** A plain port in that network for that project. */
  public static NewPort on(NetworkId network, String projectId) {
    return new NewPort(
        network,
        projectId,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        true,
        "",
        "",
        "",
        "normal",
        Json.object(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** The same with that name. */
  public NewPort name(String value) {
    return new NewPort(
        network,
        projectId,
        value,
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
        addressPairs,
        dhcpOptions);
  }

  /** The same for that device. */
  public NewPort device(String id, String owner) {
    return new NewPort(
        network,
        projectId,
        name,
        description,
        mac,
        fixedIps,
        adminStateUp,
        id,
        owner,
        host,
        vnicType,
        bindingProfile,
        portSecurity,
        securityGroups,
        addressPairs,
        dhcpOptions);
  }

  /** The same bound to that host. */
  public NewPort host(String value) {
    return new NewPort(
        network,
        projectId,
        name,
        description,
        mac,
        fixedIps,
        adminStateUp,
        deviceId,
        deviceOwner,
        value,
        vnicType,
        bindingProfile,
        portSecurity,
        securityGroups,
        addressPairs,
        dhcpOptions);
  }

  /** The same with that MAC. */
  public NewPort mac(MacAddress value) {
    return new NewPort(
        network,
        projectId,
        name,
        description,
        Optional.of(value),
        fixedIps,
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

  /** The same with that address among others asked for. */
  public NewPort fixedIp(FixedIpWish wish) {
    var wishes = new ArrayList<>(fixedIps.orElse(List.of()));
    wishes.add(wish);
    return new NewPort(
        network,
        projectId,
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

  /** The same with that address, which must be one, among others asked for. */
  public NewPort fixedIp(String address) {
    return fixedIp(FixedIpWish.of(IpAddress.of(address)));
  }

  /** The same guarded by those groups. */
  public NewPort groups(List<SecurityGroupId> groups) {
    return new NewPort(
        network,
        projectId,
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
        Optional.of(List.copyOf(groups)),
        addressPairs,
        dhcpOptions);
  }

  /** The same with just these addresses asked for; with none, it has none. */
  public NewPort fixedIps(List<FixedIpWish> wishes) {
    return new NewPort(
        network,
        projectId,
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

  NewPort addressPairs(List<AddressPair> pairs) {
    return new NewPort(
        network,
        projectId,
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
        List.copyOf(pairs),
        dhcpOptions);
  }
}
