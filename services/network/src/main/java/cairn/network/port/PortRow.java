package cairn.network.port;

import cairn.common.Json;
import cairn.network.network.NetworkId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.subnet.SubnetId;
import cairn.network.wire.Standard;
import cairn.sql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** How ports and their lists stand in the database, and how they are read from there. */
final class PortRow {
  private static final String OWN =
      """
      p.id, p.network_id, n.name AS network_name, n.project_id AS network_project, n.mtu,
      p.project_id, p.name, p.description, p.tags, p.revision, p.created_at, p.updated_at, p.mac,
      p.admin_state_up, p.status, p.device_id, p.device_owner, p.host, p.vnic_type,
      p.binding_profile, p.held, p.port_security, p.address_pairs, p.dhcp_options,
      ARRAY(SELECT g.security_group_id FROM port_security_group g
             WHERE g.port_id = p.id ORDER BY g.security_group_id) AS groups,
      ARRAY(SELECT a.subnet_id || '=' || host(a.address) FROM port_address a
             WHERE a.port_id = p.id ORDER BY a.place, a.address) AS addresses,
      """;

  /** What {@link #port} reads, for lists: without the network's metadata port. */
  static final String BRIEF = OWN + " NULL AS metadata, NULL AS metadata_addresses";

  /** What {@link #port} reads; {@code p} is the port, {@code n} its network. */
  static final String COLUMNS =
      OWN
          + """
          (SELECT m.id || '=' || m.mac FROM port m
            WHERE m.network_id = p.network_id
              AND m.device_owner = 'network:distributed' AND m.held) AS metadata,
          ARRAY(SELECT host(a.address) || '/' || masklen(s.cidr)
                  FROM port m
                  JOIN port_address a ON a.port_id = m.id
                  JOIN subnet s ON s.id = a.subnet_id
                 WHERE m.network_id = p.network_id AND m.device_owner = 'network:distributed'
               AND m.held
             ORDER BY a.place, a.address) AS metadata_addresses\
          """;

  private PortRow() {}

  static Port port(Row row) {
    var metadata =
        row.optionalText("metadata").map(text -> metadata(text, row.texts("metadata_addresses")));
    return new Port(
        new PortId(row.uuid("id")),
        new NetworkId(row.uuid("network_id")),
        row.text("network_name"),
        row.text("network_project"),
        row.integer("mtu"),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        row.text("mac"),
        row.texts("addresses").stream().map(PortRow::address).toList(),
        row.bool("admin_state_up"),
        row.constant("status", PortStatus.class),
        row.text("device_id"),
        row.text("device_owner"),
        row.text("host"),
        row.text("vnic_type"),
        row.json("binding_profile"),
        row.bool("held"),
        row.bool("port_security"),
        row.uuids("groups").stream().map(SecurityGroupId::new).toList(),
        pairs(row.json("address_pairs")),
        options(row.json("dhcp_options")),
        metadata);
  }

  private static FixedIp address(String text) {
    return new FixedIp(new SubnetId(UUID.fromString(text.substring(0, 36))), text.substring(37));
  }

  private static MetadataPort metadata(String text, List<String> addresses) {
    return new MetadataPort(
        new PortId(UUID.fromString(text.substring(0, 36))), text.substring(37), addresses);
  }

  static List<AddressPair> pairs(JsonNode tree) {
    var pairs = new ArrayList<AddressPair>();
    tree.forEach(item ->
        pairs.add(
            new AddressPair(
                item.get("ip_address").stringValue(), item.get("mac_address").stringValue())));
    return List.copyOf(pairs);
  }

  static JsonNode pairs(List<AddressPair> pairs) {
    var tree = Json.MAPPER.createArrayNode();
    for (var pair : pairs) {
      tree.add(Json.object().put("ip_address", pair.ip()).put("mac_address", pair.mac()));
    }
    return tree;
  }

  static List<DhcpOption> options(JsonNode tree) {
    var options = new ArrayList<DhcpOption>();
    tree.forEach(item ->
        options.add(
            new DhcpOption(
                item.get("opt_name").stringValue(),
                item.get("opt_value").stringValue(),
                item.get("ip_version").intValue())));
    return List.copyOf(options);
  }

  static JsonNode options(List<DhcpOption> options) {
    var tree = Json.MAPPER.createArrayNode();
    for (var option : options) {
      tree.add(
          Json.object()
              .put("opt_name", option.name())
              .put("opt_value", option.value())
              .put("ip_version", option.ipVersion()));
    }
    return tree;
  }
}
