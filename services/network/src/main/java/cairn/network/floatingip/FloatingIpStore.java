package cairn.network.floatingip;

import cairn.network.network.NetworkId;
import cairn.network.port.PortId;
import cairn.network.router.RouterId;
import cairn.network.subnet.SubnetId;
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

/** All the SQL of floating IPs. */
final class FloatingIpStore {
  private static final String COLUMNS =
      """
      f.id, f.project_id, f.description, f.tags, f.revision, f.created_at, f.updated_at,
      f.network_id, f.outer_port_id, host(f.address) AS address, f.port_id,
      host(f.fixed_ip) AS fixed_ip, f.router_id, f.status,
      p.name AS port_name, p.network_id AS port_network, p.mac::text AS port_mac,
      p.admin_state_up AS port_up, p.status AS port_status, p.device_id, p.device_owner\
      """;

  private static final String FROM = "floating_ip f LEFT JOIN port p ON p.id = f.port_id";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM " + FROM;
  private static final String VISIBLE = "(:all OR f.project_id = :project)";
  private static final String FIND = SELECT + " WHERE f.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF f";
  private static final String OF_PORTS =
      SELECT + " WHERE f.port_id = ANY(:ports) ORDER BY f.created_at, f.id";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "f")
          .uuid("floating_network_id", "network_id")
          .uuid("port_id", "port_id")
          .uuid("router_id", "router_id")
          .address("floating_ip_address", "address")
          .address("fixed_ip_address", "fixed_ip")
          .text("status", "status")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO floating_ip (id, project_id, description, network_id, outer_port_id, address,
             status, created_at, updated_at)
      VALUES (:id, :project, :description, :network, :outer_port, :address::inet,
             'DOWN', :now, :now)\
      """;

  private static final String ASSOCIATE =
      """
      UPDATE floating_ip
         SET port_id = :port, fixed_ip = :fixed_ip::inet, router_id = :router,
             status = CASE WHEN router_id IS NOT DISTINCT FROM :router::uuid THEN status
                           ELSE 'DOWN' END,
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String DESCRIBE =
      """
      UPDATE floating_ip
         SET description = :description, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM floating_ip WHERE id = :id";

  /** The router that joins the subnet of a port's address with an external network. */
  private static final String ROUTER =
      """
      SELECT r.id
        FROM port leg
        JOIN port_address a ON a.port_id = leg.id
        JOIN router r ON r.id::text = leg.device_id
        JOIN port g ON g.id = r.gateway_port_id
       WHERE leg.device_owner = 'network:router_interface' AND leg.held
         AND a.subnet_id = :subnet AND g.network_id = :network
       ORDER BY r.created_at, r.id
       LIMIT 1
         FOR SHARE OF r\
      """;

  Optional<FloatingIp> find(Transaction tx, Sight sight, FloatingIpId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(FloatingIpStore::floatingIp);
  }

  List<FloatingIp> ofPorts(Transaction tx, Collection<PortId> ports) {
    return tx.sql(OF_PORTS).bind("ports", ports).list(FloatingIpStore::floatingIp);
  }

  ListPage<FloatingIp> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, FloatingIpStore::floatingIp);
  }

  void insert(
      Transaction tx,
      FloatingIpId id,
      String project,
      String description,
      NetworkId network,
      PortId outerPort,
      String address,
      Instant now) {
    tx.sql(INSERT)
        .bind("id", id)
        .bind("project", project)
        .bind("description", description)
        .bind("network", network)
        .bind("outer_port", outerPort)
        .bind("address", address)
        .bind("now", now)
        .update();
  }

  void associate(
      Transaction tx,
      FloatingIpId id,
      Optional<PortId> port,
      Optional<String> fixedIp,
      Optional<RouterId> router,
      Instant now) {
    tx.sql(ASSOCIATE)
        .bind("id", id)
        .bind("port", port)
        .bind("fixed_ip", fixedIp)
        .bind("router", router)
        .bind("now", now)
        .update();
  }

  void describe(Transaction tx, FloatingIpId id, String description, Instant now) {
    tx.sql(DESCRIBE).bind("id", id).bind("description", description).bind("now", now).update();
  }

  void delete(Transaction tx, FloatingIpId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  Optional<RouterId> router(Transaction tx, SubnetId subnet, NetworkId external) {
    return tx.sql(ROUTER)
        .bind("subnet", subnet)
        .bind("network", external)
        .optional(row -> new RouterId(row.uuid("id")));
  }

  private static FloatingIp floatingIp(Row row) {
    return new FloatingIp(
        new FloatingIpId(row.uuid("id")),
        row.text("project_id"),
        Standard.of(row),
        new NetworkId(row.uuid("network_id")),
        new PortId(row.uuid("outer_port_id")),
        row.text("address"),
        row.optionalUuid("port_id").map(port -> association(new PortId(port), row)),
        row.text("status"));
  }

  private static FloatingIp.Association association(PortId port, Row row) {
    return new FloatingIp.Association(
        port,
        row.text("fixed_ip"),
        row.optionalUuid("router_id").map(RouterId::new),
        new FloatingIp.PortDetails(
            row.text("port_name"),
            new NetworkId(row.uuid("port_network")),
            row.text("port_mac"),
            row.bool("port_up"),
            row.text("port_status"),
            row.text("device_id"),
            row.text("device_owner")));
  }
}
