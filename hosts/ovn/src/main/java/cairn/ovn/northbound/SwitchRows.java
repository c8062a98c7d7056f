package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.protocol.network.Topology.MetadataPort;
import cairn.protocol.network.Topology.Network;
import cairn.protocol.network.Topology.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A network's switch with its way outside, its metadata port and its guests' ports. */
final class SwitchRows {
  private final Rows rows;
  private final Network network;
  private final UUID row;

  private SwitchRows(Rows rows, Network network) {
    this.rows = rows;
    this.network = network;
    this.row =
        rows.add(
            Table.SWITCH,
            network.id().toString(),
            Map.of(Table.MARK, network.id().toString(), "cairn:name", network.name()),
            Map.of(
                "name",
                Datum.of(name(network.id())),
                "other_config",
                Datum.ofMap(Map.of("mcast_snoop", "false", "vlan-passthru", "false"))));
  }

  static String name(UUID id) {
    return "cairn-" + id;
  }

  static void add(Rows rows, Network network) {
    var switchRows = new SwitchRows(rows, network);
    network.physicalNetwork().ifPresent(switchRows::addOutside);
    network.metadataPort().ifPresent(switchRows::addMetadata);
    var dhcp = new DhcpRows(rows, network);
    network.ports().forEach(port -> switchRows.addPort(port, dhcp));
  }

  private void addOutside(String physicalNetwork) {
    var columns = portColumns("provnet-" + network.id(), "localnet", List.of("unknown"));
    columns.put("options", Datum.ofMap(Map.of("network_name", physicalNetwork)));
    columns.put("tag", Datum.ofOptional(network.vlan().map(Integer::longValue)));
    addPort("provnet-" + network.id(), Map.of(Table.MARK, network.id().toString()), columns);
  }

  private void addMetadata(MetadataPort port) {
    var addresses = Stream.concat(Stream.of(port.mac()), addresses(port));
    var columns =
        portColumns(
            port.id().toString(), "localport", List.of(String.join(" ", addresses.toList())));
    addPort(port.id().toString(), Map.of(Table.MARK, port.id().toString()), columns);
  }

  private static Stream<String> addresses(MetadataPort port) {
    return port.fixedIps().stream().map(ip -> ip.address());
  }

  private void addPort(Port port, DhcpRows dhcp) {
    var name = port.id().toString();
    var own = new ArrayList<>(List.of(port.mac()));
    port.fixedIps().forEach(ip -> own.add(ip.address()));
    var addresses = new ArrayList<>(List.of(String.join(" ", own)));
    if (!port.portSecurity()) {
      addresses.add("unknown");
    }
    var columns = portColumns(name, "", addresses);
    columns.put("enabled", Datum.of(port.adminStateUp() && network.adminStateUp()));
    columns.put(
        "port_security", port.portSecurity() ? Datum.ofAll(permitted(port)) : Datum.empty());
    columns.put(
        "options",
        Datum.ofMap(port.host().map(host -> Map.of("requested-chassis", host)).orElse(Map.of())));
    columns.put("dhcpv4_options", Datum.ofOptional(dhcp.rowFor(port, 4)));
    columns.put("dhcpv6_options", Datum.ofOptional(dhcp.rowFor(port, 6)));
    var labels = Map.of(Table.MARK, name, "cairn:name", port.name(), Table.KIND, "guest");
    var id = addPort(name, labels, columns);
    if (port.portSecurity()) {
      SecurityGroupRows.joinPort(rows, id, port.securityGroups());
    }
  }

  /** What a port may send from: its own addresses and its allowed pairs, grouped by MAC. */
  private static List<String> permitted(Port port) {
    var byMac = new LinkedHashMap<String, List<String>>();
    byMac.put(port.mac(), new ArrayList<>());
    port.fixedIps().forEach(ip -> byMac.get(port.mac()).add(ip.address()));
    for (var pair : port.allowedAddressPairs()) {
      var mac = pair.mac().isEmpty() ? port.mac() : pair.mac();
      byMac.computeIfAbsent(mac, _ -> new ArrayList<>()).add(Addresses.shortest(pair.cidr()));
    }
    return byMac.entrySet().stream()
        .map(entry ->
            String.join(
                " ",
                Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream().distinct())
                    .toList()))
        .toList();
  }

  private UUID addPort(String name, Map<String, String> labels, Map<String, Datum> columns) {
    return addPort(rows, row, network.id(), name, labels, columns);
  }

  private static UUID addPort(
      Rows rows,
      UUID switchRow,
      UUID network,
      String name,
      Map<String, String> labels,
      Map<String, Datum> columns) {
    var id = rows.add(Table.SWITCH_PORT, network + "/" + name, labels, columns);
    rows.join(Table.SWITCH, switchRow, "ports", id);
    return id;
  }

  /** Adds the end of a router's port that is in a network's switch. */
  static void addRouterEnd(Rows rows, UUID network, UUID port, Map<String, String> options) {
    var switchRow = Rows.id(Table.SWITCH, network.toString());
    if (!rows.contains(Table.SWITCH, switchRow)) {
      return;
    }
    var columns = portColumns(port.toString(), "router", List.of("router"));
    columns.put("options", Datum.ofMap(options));
    var labels = Map.of(Table.MARK, port.toString());
    addPort(rows, switchRow, network, port.toString(), labels, columns);
  }

  /** All columns of a port that are ours to set, so that none keeps an old value. */
  private static Map<String, Datum> portColumns(String name, String type, List<String> addresses) {
    var columns = new LinkedHashMap<String, Datum>();
    columns.put("name", Datum.of(name));
    columns.put("type", Datum.of(type));
    columns.put("addresses", Datum.ofAll(addresses));
    columns.put("port_security", Datum.empty());
    columns.put("options", Datum.ofMap(Map.of()));
    columns.put("enabled", Datum.of(true));
    columns.put("tag", Datum.ofOptional(Optional.empty()));
    columns.put("dhcpv4_options", Datum.empty());
    columns.put("dhcpv6_options", Datum.empty());
    return columns;
  }
}
