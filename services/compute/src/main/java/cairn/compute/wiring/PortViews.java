package cairn.compute.wiring;

import cairn.network.NetworkModule;
import cairn.network.floatingip.FloatingIp;
import cairn.network.network.NetworkId;
import cairn.network.port.Port;
import cairn.network.port.PortId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.subnet.Subnet;
import cairn.protocol.GuestSpec;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ports with all that people see of them, in three statements for any number. */
final class PortViews {
  private final NetworkModule network;

  PortViews(NetworkModule network) {
    this.network = network;
  }

  Map<UUID, List<WiredPort>> ports(Transaction tx, Collection<UUID> servers) {
    var byDevice = network.ports().ofDevices(tx, servers.stream().map(UUID::toString).toList());
    if (byDevice.isEmpty()) {
      return Map.of();
    }
    var ids = new LinkedHashSet<PortId>();
    var groupIds = new LinkedHashSet<SecurityGroupId>();
    byDevice
        .values()
        .forEach(ports ->
            ports.forEach(port -> {
              ids.add(port.id());
              groupIds.addAll(port.securityGroups());
            }));
    var floating = network.floatingIps().ofPorts(tx, ids);
    var groups = network.securityGroups().names(tx, groupIds);
    var found = new HashMap<UUID, List<WiredPort>>();
    byDevice.forEach((device, ports) ->
        found.put(
            UUID.fromString(device),
            ports.stream()
                .map(port -> view(port, floating.getOrDefault(port.id(), List.of()), groups))
                .toList()));
    return found;
  }

  private static WiredPort view(
      Port port, List<FloatingIp> floating, Map<SecurityGroupId, String> groups) {
    return new WiredPort(
        port.id().value(),
        port.network().value(),
        port.networkName(),
        port.mac(),
        port.mtu(),
        port.fixedIps().stream()
            .map(ip -> new WiredPort.Address(ip.subnet().value(), ip.address()))
            .toList(),
        floating.stream().flatMap(ip -> floating(ip).stream()).toList(),
        port.securityGroups().stream()
            .map(id -> new WiredPort.Group(id.value(), groups.getOrDefault(id, id.toString())))
            .toList(),
        port.status().name(),
        port.metadata()
            .map(metadata ->
                new GuestSpec.MetadataPort(
                    metadata.id().value(), metadata.mac(), metadata.addresses())));
  }

  private static Optional<WiredPort.Floating> floating(FloatingIp ip) {
    return ip.association().map(to -> new WiredPort.Floating(ip.address(), to.fixedIp()));
  }

  Map<UUID, List<WiredSubnet>> subnets(Transaction tx, Collection<UUID> networks) {
    var found = new HashMap<UUID, List<WiredSubnet>>();
    network
        .subnets()
        .ofNetworks(tx, networks.stream().map(NetworkId::new).toList())
        .forEach((id, subnets) ->
            found.put(id.value(), subnets.stream().map(PortViews::subnet).toList()));
    return found;
  }

  private static WiredSubnet subnet(Subnet subnet) {
    return new WiredSubnet(
        subnet.id().value(),
        subnet.ipVersion(),
        subnet.cidr().toString(),
        subnet.gatewayIp().map(Object::toString),
        subnet.dhcp(),
        subnet.dnsServers(),
        subnet.hostRoutes().stream()
            .map(route -> new WiredSubnet.Route(route.destination(), route.nexthop()))
            .toList(),
        subnet.addressMode());
  }
}
