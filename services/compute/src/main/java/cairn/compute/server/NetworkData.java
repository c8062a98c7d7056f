package cairn.compute.server;

import cairn.common.Json;
import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.WiredSubnet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code network_data.json} (Nova's {@code doc/api_schemas/network_data.json}). */
final class NetworkData {
  private NetworkData() {}

  static ObjectNode of(List<WiredPort> ports, Map<UUID, List<WiredSubnet>> subnets) {
    var document = Json.object();
    var links = document.putArray("links");
    var networks = document.putArray("networks");
    var resolvers = new LinkedHashSet<String>();
    for (var port : ports) {
      var link = "tap" + port.id().toString().substring(0, 11);
      links
          .addObject()
          .put("id", link)
          .put("vif_id", port.id().toString())
          .put("type", "ovs")
          .put("mtu", port.mtu())
          .put("ethernet_mac_address", port.mac());
      for (var address : port.addresses()) {
        subnets.getOrDefault(port.network(), List.of()).stream()
            .filter(subnet -> subnet.id().equals(address.subnet()))
            .forEach(subnet -> {
              network(networks, link, port, address, subnet);
              resolvers.addAll(subnet.dnsServers());
            });
      }
    }
    var services = document.putArray("services");
    resolvers.forEach(address -> services.addObject().put("type", "dns").put("address", address));
    return document;
  }

  private static void network(
      ArrayNode networks,
      String link,
      WiredPort port,
      WiredPort.Address address,
      WiredSubnet subnet) {
    var network = networks.addObject();
    network.put("id", "network" + (networks.size() - 1));
    network.put("type", type(subnet));
    network.put("link", link);
    network.put("network_id", port.network().toString());
    if (!type(subnet).equals("ipv4_dhcp")) {
      network.put("ip_address", address.address());
      network.put("netmask", netmask(subnet));
      var routes = network.putArray("routes");
      subnet
          .gateway()
          .ifPresent(gateway ->
              routes
                  .addObject()
                  .put("network", subnet.ipVersion() == 4 ? "0.0.0.0" : "::")
                  .put("netmask", subnet.ipVersion() == 4 ? "0.0.0.0" : "::")
                  .put("gateway", gateway));
      var services = network.putArray("services");
      subnet
          .dnsServers()
          .forEach(server -> services.addObject().put("type", "dns").put("address", server));
    }
  }

  private static String type(WiredSubnet subnet) {
    if (subnet.ipVersion() == 4) {
      return subnet.dhcp() ? "ipv4_dhcp" : "ipv4";
    }
    return subnet.dhcp() ? subnet.addressMode().map(mode -> "ipv6_" + mode).orElse("ipv6") : "ipv6";
  }

  /** In full: 255.255.255.0, ffff:ffff:ffff:ffff::. */
  private static String netmask(WiredSubnet subnet) {
    var length = Integer.parseInt(subnet.cidr().substring(subnet.cidr().indexOf('/') + 1));
    if (subnet.ipVersion() == 4) {
      var mask = length == 0 ? 0 : -1 << (32 - length);
      return "%d.%d.%d.%d"
          .formatted(mask >>> 24, mask >>> 16 & 0xff, mask >>> 8 & 0xff, mask & 0xff);
    }
    var text = new StringBuilder();
    for (var group = 0; group < 8 && group * 16 < length; group++) {
      var bits = Math.min(16, length - group * 16);
      text.append(Integer.toHexString(0xffff << (16 - bits) & 0xffff)).append(':');
    }
    return length > 112 ? text.substring(0, text.length() - 1) : text.append(':').toString();
  }
}
