package cairn.network.router;

import cairn.network.network.NetworkId;
import cairn.network.port.DeviceOwner;
import cairn.network.port.FixedIp;
import cairn.network.port.PortId;
import cairn.network.subnet.HostRoute;
import cairn.network.subnet.SubnetId;
import cairn.network.wire.Filters;
import cairn.network.wire.Input;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All the SQL of routers. */
final class RouterStore {
  private static final String COLUMNS =
      """
      r.id, r.project_id, r.name, r.description, r.tags, r.admin_state_up, r.status,
      r.gateway_port_id, r.snat, r.routes, r.zone_hints, r.revision, r.created_at, r.updated_at,
      g.network_id AS gateway_network_id,
      ARRAY(SELECT a.subnet_id || '=' || host(a.address) FROM port_address a
             WHERE a.port_id = r.gateway_port_id
             ORDER BY a.place, a.address) AS gateway_addresses\
      """;

  private static final String FROM = "router r LEFT JOIN port g ON g.id = r.gateway_port_id";
  private static final String VISIBLE = "(:all OR r.project_id = :project)";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM " + FROM + " WHERE r.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF r";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "r")
          .text("name", "name")
          .bool("admin_state_up", "admin_state_up")
          .text("status", "status")
          .bool("enable_snat", "snat")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO router (id, project_id, name, description, admin_state_up, status, snat,
             zone_hints, created_at, updated_at)
      VALUES (:id, :project, :name, :description, :admin_state_up, 'ACTIVE', true,
             :zone_hints, :now, :now)\
      """;

  private static final String UPDATE =
      """
      UPDATE router
         SET name = coalesce(:name, name), description = coalesce(:description, description),
             admin_state_up = coalesce(:admin_state_up, admin_state_up),
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String SET_ROUTES =
      """
      UPDATE router SET routes = :routes, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String SET_GATEWAY =
      """
      UPDATE router SET gateway_port_id = :port, revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String SET_SNAT = "UPDATE router SET snat = :snat WHERE id = :id";

  private static final String DELETE = "DELETE FROM router WHERE id = :id";

  private static final String FLOATING_IPS_OUT =
      "SELECT id FROM floating_ip WHERE router_id = :id LIMIT 1";

  private static final String FLOATING_IPS_IN =
      """
      SELECT f.id FROM floating_ip f
        JOIN port_address a ON a.port_id = f.port_id AND a.address = f.fixed_ip
       WHERE f.router_id = :id AND a.subnet_id = :subnet LIMIT 1\
      """;

  /** The legs by their subnets; a leg in two subnets counts twice. */
  private static final String LEGS =
      """
      SELECT p.id, p.network_id, p.device_owner, a.subnet_id, host(a.address) AS address,
             s.cidr::text AS cidr
        FROM port p
        JOIN port_address a ON a.port_id = p.id
        JOIN subnet s ON s.id = a.subnet_id
       WHERE p.device_id = :device AND p.held
         AND p.device_owner IN ('network:router_interface', 'network:router_gateway')
       ORDER BY p.created_at, p.id, a.place, a.address\
      """;

  Optional<Router> find(Transaction tx, Sight sight, RouterId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(RouterStore::router);
  }

  ListPage<Router> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, RouterStore::router);
  }

  void insert(Transaction tx, RouterId id, String project, Input input, Instant now) {
    tx.sql(INSERT)
        .bind("id", id)
        .bind("project", project)
        .bind("name", input.text("name").orElse(""))
        .bind("description", input.text("description").orElse(""))
        .bind("admin_state_up", input.bool("admin_state_up").orElse(true))
        .bind("zone_hints", input.texts("availability_zone_hints").orElse(List.of()))
        .bind("now", now)
        .update();
  }

  void update(Transaction tx, RouterId id, Input input, Instant now) {
    tx.sql(UPDATE)
        .bind("id", id)
        .bind("name", input.text("name"))
        .bind("description", input.text("description"))
        .bind("admin_state_up", input.bool("admin_state_up"))
        .bind("now", now)
        .update();
  }

  void setRoutes(Transaction tx, RouterId id, List<HostRoute> routes, Instant now) {
    tx.sql(SET_ROUTES)
        .bind("id", id)
        .bind("routes", HostRoute.tree(routes))
        .bind("now", now)
        .update();
  }

  void setGateway(Transaction tx, RouterId id, Optional<PortId> port, Instant now) {
    tx.sql(SET_GATEWAY).bind("id", id).bind("port", port).bind("now", now).update();
  }

  void setSnat(Transaction tx, RouterId id, boolean snat) {
    tx.sql(SET_SNAT).bind("id", id).bind("snat", snat).update();
  }

  void delete(Transaction tx, RouterId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  boolean hasFloatingIps(Transaction tx, RouterId id) {
    return tx.sql(FLOATING_IPS_OUT).bind("id", id).exists();
  }

  boolean hasFloatingIps(Transaction tx, RouterId id, SubnetId subnet) {
    return tx.sql(FLOATING_IPS_IN).bind("id", id).bind("subnet", subnet).exists();
  }

  List<Leg> legs(Transaction tx, RouterId id) {
    return tx.sql(LEGS)
        .bind("device", id.toString())
        .list(row ->
            new Leg(
                new PortId(row.uuid("id")),
                new NetworkId(row.uuid("network_id")),
                row.text("device_owner").equals(DeviceOwner.ROUTER_GATEWAY),
                new SubnetId(row.uuid("subnet_id")),
                row.text("address"),
                cairn.network.address.Cidr.of(row.text("cidr"))));
  }

  private static Router router(Row row) {
    var network = row.optionalUuid("gateway_network_id");
    var addresses =
        row.texts("gateway_addresses").stream()
            .map(text ->
                new FixedIp(
                    new SubnetId(UUID.fromString(text.substring(0, 36))), text.substring(37)))
            .toList();
    return new Router(
        new RouterId(row.uuid("id")),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        row.bool("admin_state_up"),
        row.text("status"),
        row.optionalUuid("gateway_port_id")
            .flatMap(port ->
                network.map(
                    id -> new Router.Gateway(new PortId(port), new NetworkId(id), addresses))),
        row.bool("snat"),
        HostRoute.stored(row.json("routes")),
        row.texts("zone_hints"));
  }
}
