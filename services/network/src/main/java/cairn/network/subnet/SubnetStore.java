package cairn.network.subnet;

import cairn.common.Json;
import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.address.IpRange;
import cairn.network.network.NetworkId;
import cairn.network.subnetpool.SubnetPoolId;
import cairn.network.wire.Filters;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All the SQL of subnets. */
final class SubnetStore {
  private static final String COLUMNS =
      """
      s.id, s.network_id, s.project_id, s.name, s.description, s.tags, s.cidr,
      host(s.gateway_ip) AS gateway_ip, s.dhcp, s.ipv6_ra_mode, s.ipv6_address_mode,
      s.dns_servers, s.host_routes, s.service_types, s.subnetpool_id, s.revision, s.created_at, s.updated_at,
      n.shared AS network_shared,
      ARRAY(SELECT host(a.first_ip) || '-' || host(a.last_ip) FROM allocation_pool a
             WHERE a.subnet_id = s.id ORDER BY a.first_ip) AS pools\
      """;

  private static final String FROM = "subnet s JOIN network n ON n.id = s.network_id";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM " + FROM;
  private static final String VISIBLE = "(:all OR s.project_id = :project OR n.shared)";
  private static final String FIND = SELECT + " WHERE s.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF s";
  private static final String BY_IDS = SELECT + " WHERE s.id = ANY(:ids)";
  private static final String OF_NETWORKS =
      SELECT + " WHERE s.network_id = ANY(:networks) ORDER BY s.created_at, s.id";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "s")
          .text("name", "name")
          .uuid("network_id", "network_id")
          .bool("enable_dhcp", "dhcp")
          .address("gateway_ip", "gateway_ip")
          .text("ipv6_ra_mode", "ipv6_ra_mode")
          .text("ipv6_address_mode", "ipv6_address_mode")
          .number("ip_version", "ip_version")
          .uuid("subnetpool_id", "subnetpool_id")
          .where("cidr", "s.cidr::text = ANY(:cidr)", "cidr", SubnetStore::ranges)
          .where("shared", "n.shared::text = ANY(:shared)", "shared", SubnetStore::lower)
          .where("router:external", "n.external::text = ANY(:outer)", "outer", SubnetStore::lower)
          .where("service_types", "s.service_types && :service_types", "service_types")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO subnet (id, network_id, project_id, name, description, ip_version, cidr,
             gateway_ip, dhcp, ipv6_ra_mode, ipv6_address_mode, dns_servers, host_routes,
             service_types, subnetpool_id, created_at, updated_at)
      VALUES (:id, :network, :project, :name, :description, :version, :cidr::cidr,
             :gateway::inet, :dhcp, :ra_mode, :address_mode, :dns, :routes,
             :service_types, :pool, :now, :now)\
      """;

  private static final String UPDATE =
      """
      UPDATE subnet
         SET name = :name, description = :description, gateway_ip = :gateway::inet, dhcp = :dhcp,
             dns_servers = :dns, host_routes = :routes, service_types = :service_types,
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String CLEAR_POOLS = "DELETE FROM allocation_pool WHERE subnet_id = :id";

  private static final String ADD_POOL =
      """
      INSERT INTO allocation_pool (subnet_id, first_ip, last_ip)
      VALUES (:id, :first::inet, :last::inet)\
      """;

  private static final String OVERLAPPING =
      "SELECT id FROM subnet WHERE network_id = :network AND cidr && :cidr::cidr LIMIT 1";

  private static final String GATEWAY_USED =
      """
      SELECT p.id FROM port_address a JOIN port p ON p.id = a.port_id
       WHERE a.subnet_id = :id AND a.address = :gateway::inet
         AND p.device_owner = 'network:router_interface'\
      """;

  /** An automatic address keeps no subnet; a router's leg always does. */
  private static final String IN_USE =
      """
      SELECT a.address FROM port_address a JOIN port p ON p.id = a.port_id
       WHERE a.subnet_id = :id
         AND p.device_owner NOT IN ('network:distributed', 'network:dhcp')
         AND (NOT :automatic OR p.device_owner = 'network:router_interface')
       LIMIT 1\
      """;

  private static final String DELETE_ADDRESSES = "DELETE FROM port_address WHERE subnet_id = :id";
  private static final String DELETE = "DELETE FROM subnet WHERE id = :id";

  Optional<Subnet> find(Transaction tx, Sight sight, SubnetId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(SubnetStore::subnet);
  }

  List<Subnet> byIds(Transaction tx, Collection<SubnetId> ids) {
    return tx.sql(BY_IDS).bind("ids", ids).list(SubnetStore::subnet);
  }

  List<Subnet> ofNetworks(Transaction tx, Collection<NetworkId> networks) {
    return tx.sql(OF_NETWORKS).bind("networks", networks).recalled().list(SubnetStore::subnet);
  }

  ListPage<Subnet> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, SubnetStore::subnet);
  }

  boolean overlaps(Transaction tx, NetworkId network, Cidr cidr) {
    return tx.sql(OVERLAPPING).bind("network", network).bind("cidr", cidr.toString()).exists();
  }

  Optional<String> gatewayPort(Transaction tx, SubnetId id, IpAddress gateway) {
    return tx.sql(GATEWAY_USED)
        .bind("id", id)
        .bind("gateway", gateway.toString())
        .optional(row -> row.text("id"));
  }

  void insert(Transaction tx, Subnet subnet) {
    tx.sql(INSERT)
        .bind("id", subnet.id())
        .bind("network", subnet.networkId())
        .bind("project", subnet.projectId())
        .bind("name", subnet.name())
        .bind("description", subnet.standard().description())
        .bind("version", subnet.ipVersion())
        .bind("cidr", subnet.cidr().toString())
        .bind("gateway", subnet.gatewayIp().map(IpAddress::toString))
        .bind("dhcp", subnet.dhcp())
        .bind("ra_mode", subnet.raMode())
        .bind("address_mode", subnet.addressMode())
        .bind("dns", subnet.dnsServers())
        .bind("routes", HostRoute.tree(subnet.hostRoutes()))
        .bind("service_types", subnet.serviceTypes())
        .bind("pool", subnet.pool())
        .bind("now", subnet.standard().createdAt())
        .update();
    addPools(tx, subnet);
  }

  private static void addPools(Transaction tx, Subnet subnet) {
    tx.sql(ADD_POOL)
        .bind("id", subnet.id())
        .batch(
            subnet.pools(),
            (query, pool) ->
                query.bind("first", pool.first().toString()).bind("last", pool.last().toString()));
  }

  void update(Transaction tx, Subnet subnet, Instant now) {
    tx.sql(UPDATE)
        .bind("id", subnet.id())
        .bind("name", subnet.name())
        .bind("description", subnet.standard().description())
        .bind("gateway", subnet.gatewayIp().map(IpAddress::toString))
        .bind("dhcp", subnet.dhcp())
        .bind("dns", subnet.dnsServers())
        .bind("routes", HostRoute.tree(subnet.hostRoutes()))
        .bind("service_types", subnet.serviceTypes())
        .bind("now", now)
        .update();
    tx.sql(CLEAR_POOLS).bind("id", subnet.id()).update();
    addPools(tx, subnet);
  }

  boolean inUse(Transaction tx, Subnet subnet) {
    return tx.sql(IN_USE).bind("id", subnet.id()).bind("automatic", subnet.automatic()).exists();
  }

  void delete(Transaction tx, SubnetId id) {
    tx.sql(DELETE_ADDRESSES).bind("id", id).update();
    tx.sql(DELETE).bind("id", id).update();
  }

  private static List<String> ranges(List<String> values) {
    return values.stream()
        .map(value -> Cidr.parse(value).map(Cidr::toString).orElse(value))
        .toList();
  }

  private static List<String> lower(List<String> values) {
    return values.stream().map(value -> value.toLowerCase(java.util.Locale.ROOT)).toList();
  }

  private static Subnet subnet(Row row) {
    return new Subnet(
        new SubnetId(row.uuid("id")),
        new NetworkId(row.uuid("network_id")),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        Cidr.of(row.text("cidr")),
        row.optionalText("gateway_ip").map(IpAddress::of),
        row.bool("dhcp"),
        row.optionalText("ipv6_ra_mode"),
        row.optionalText("ipv6_address_mode"),
        row.texts("dns_servers"),
        HostRoute.stored(row.optionalJson("host_routes").orElse(Json.object())),
        row.texts("pools").stream().map(SubnetStore::pool).toList(),
        row.texts("service_types"),
        row.optionalUuid("subnetpool_id").map(SubnetPoolId::new),
        row.bool("network_shared"));
  }

  private static IpRange pool(String text) {
    var dash = text.indexOf('-');
    return new IpRange(
        IpAddress.of(text.substring(0, dash)), IpAddress.of(text.substring(dash + 1)));
  }
}
