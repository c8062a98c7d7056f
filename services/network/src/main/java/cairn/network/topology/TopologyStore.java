package cairn.network.topology;

import cairn.protocol.network.Topology;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL that a topology is read with: whole tables, one statement for each kind. */
final class TopologyStore {
  private static final String NETWORKS =
      """
      SELECT id, name, external, physical_network, segmentation_id, mtu, admin_state_up,
             network_type
        FROM network ORDER BY id\
      """;

  private static final String SUBNETS =
      """
      SELECT id, network_id, ip_version, cidr::text AS cidr, host(gateway_ip) AS gateway_ip, dhcp,
             dns_servers, host_routes, ipv6_ra_mode, ipv6_address_mode
        FROM subnet ORDER BY network_id, created_at, id\
      """;

  private static final String PORTS =
      """
      SELECT id, network_id, name, mac::text AS mac, admin_state_up, port_security, address_pairs,
             dhcp_options, host, device_owner, device_id, held
        FROM port WHERE NOT (held AND device_owner = 'network:floatingip') ORDER BY network_id, id\
      """;

  private static final String ADDRESSES =
      """
      SELECT a.port_id, a.subnet_id, host(a.address) AS address, masklen(s.cidr) AS prefix,
             host(s.gateway_ip) AS gateway_ip, s.cidr::text AS cidr
        FROM port_address a JOIN subnet s ON s.id = a.subnet_id
       ORDER BY a.port_id, a.place, a.address\
      """;

  private static final String GUARDS =
      """
      SELECT port_id, security_group_id FROM port_security_group
       ORDER BY port_id, security_group_id\
      """;

  private static final String ROUTERS =
      """
      SELECT id, name, admin_state_up, gateway_port_id, snat, routes FROM router ORDER BY id\
      """;

  private static final String FLOATING_IPS =
      """
      SELECT f.id, host(f.address) AS address, host(f.fixed_ip) AS fixed_ip, f.port_id, f.router_id,
             p.mac::text AS mac
        FROM floating_ip f JOIN port p ON p.id = f.port_id
       WHERE f.router_id IS NOT NULL ORDER BY f.id\
      """;

  private static final String GROUPS = "SELECT id, name FROM security_group ORDER BY id";

  private static final String RULES =
      """
      SELECT id, security_group_id, direction, ethertype, protocol, port_range_min, port_range_max,
             remote_ip_prefix::text AS remote_ip_prefix, remote_group_id
        FROM security_group_rule ORDER BY security_group_id, id\
      """;

  record NetworkRow(
      UUID id,
      String name,
      boolean external,
      Optional<String> physicalNetwork,
      Optional<Integer> vlan,
      int mtu,
      boolean adminStateUp) {}

  record SubnetRow(UUID network, Topology.Subnet subnet) {}

  record PortRow(
      UUID id,
      UUID network,
      String name,
      String mac,
      boolean adminStateUp,
      boolean portSecurity,
      List<Topology.AddressPair> pairs,
      List<Topology.DhcpOption> options,
      Optional<String> host,
      String owner,
      String device,
      boolean held) {}

  record AddressRow(
      UUID port, UUID subnet, String address, int prefix, Optional<String> gateway, String cidr) {
    String withPrefix() {
      return address + "/" + prefix;
    }
  }

  record GuardRow(UUID port, UUID group) {}

  record RouterRow(
      UUID id,
      String name,
      boolean adminStateUp,
      Optional<UUID> gatewayPort,
      boolean snat,
      List<Topology.Route> routes) {}

  record FloatingIpRow(UUID router, Topology.FloatingIp floatingIp) {}

  record GroupRow(UUID id, String name) {}

  record RuleRow(UUID group, Topology.Rule rule) {}

  List<NetworkRow> networks(Transaction tx) {
    return tx.sql(NETWORKS)
        .list(row ->
            new NetworkRow(
                row.uuid("id"),
                row.text("name"),
                row.bool("external"),
                row.optionalText("physical_network"),
                row.text("network_type").equals("vlan")
                    ? row.optionalInteger("segmentation_id")
                    : Optional.empty(),
                row.integer("mtu"),
                row.bool("admin_state_up")));
  }

  List<SubnetRow> subnets(Transaction tx) {
    return tx.sql(SUBNETS)
        .list(row ->
            new SubnetRow(
                row.uuid("network_id"),
                new Topology.Subnet(
                    row.uuid("id"),
                    row.integer("ip_version"),
                    row.text("cidr"),
                    row.optionalText("gateway_ip"),
                    row.bool("dhcp"),
                    row.texts("dns_servers"),
                    TopologyTrees.routes(row.json("host_routes")),
                    row.optionalText("ipv6_ra_mode"),
                    row.optionalText("ipv6_address_mode"))));
  }

  List<PortRow> ports(Transaction tx) {
    return tx.sql(PORTS)
        .list(row ->
            new PortRow(
                row.uuid("id"),
                row.uuid("network_id"),
                row.text("name"),
                row.text("mac"),
                row.bool("admin_state_up"),
                row.bool("port_security"),
                TopologyTrees.pairs(row.json("address_pairs")),
                TopologyTrees.options(row.json("dhcp_options")),
                row.optionalText("host").filter(host -> !host.isEmpty()),
                row.text("device_owner"),
                row.text("device_id"),
                row.bool("held")));
  }

  List<AddressRow> addresses(Transaction tx) {
    return tx.sql(ADDRESSES)
        .list(row ->
            new AddressRow(
                row.uuid("port_id"),
                row.uuid("subnet_id"),
                row.text("address"),
                row.integer("prefix"),
                row.optionalText("gateway_ip"),
                row.text("cidr")));
  }

  List<GuardRow> guards(Transaction tx) {
    return tx.sql(GUARDS)
        .list(row -> new GuardRow(row.uuid("port_id"), row.uuid("security_group_id")));
  }

  List<RouterRow> routers(Transaction tx) {
    return tx.sql(ROUTERS)
        .list(row ->
            new RouterRow(
                row.uuid("id"),
                row.text("name"),
                row.bool("admin_state_up"),
                row.optionalUuid("gateway_port_id"),
                row.bool("snat"),
                TopologyTrees.routes(row.json("routes"))));
  }

  List<FloatingIpRow> floatingIps(Transaction tx) {
    return tx.sql(FLOATING_IPS)
        .list(row ->
            new FloatingIpRow(
                row.uuid("router_id"),
                new Topology.FloatingIp(
                    row.uuid("id"),
                    row.text("address"),
                    row.text("fixed_ip"),
                    row.uuid("port_id"),
                    row.text("mac"))));
  }

  List<GroupRow> groups(Transaction tx) {
    return tx.sql(GROUPS).list(row -> new GroupRow(row.uuid("id"), row.text("name")));
  }

  List<RuleRow> rules(Transaction tx) {
    return tx.sql(RULES).list(TopologyStore::rule);
  }

  private static RuleRow rule(Row row) {
    return new RuleRow(
        row.uuid("security_group_id"),
        new Topology.Rule(
            row.uuid("id"),
            row.text("direction").equals("ingress"),
            row.text("ethertype").equals("IPv4") ? 4 : 6,
            row.optionalText("protocol"),
            row.optionalInteger("port_range_min"),
            row.optionalInteger("port_range_max"),
            row.optionalText("remote_ip_prefix"),
            row.optionalUuid("remote_group_id")));
  }
}
