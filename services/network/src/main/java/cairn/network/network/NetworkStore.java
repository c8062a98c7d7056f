package cairn.network.network;

import cairn.network.wire.Filters;
import cairn.network.wire.Input;
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

/** All the SQL of networks. */
final class NetworkStore {
  private static final String COLUMNS =
      """
      n.id, n.project_id, n.name, n.description, n.tags, n.admin_state_up, n.shared,
             n.external, n.is_default, n.port_security, n.mtu, n.network_type, n.physical_network,
             n.segmentation_id, n.zone_hints, n.revision, n.created_at, n.updated_at,
             ARRAY(SELECT s.id FROM subnet s WHERE s.network_id = n.id
                    ORDER BY s.created_at, s.id) AS subnets\
      """;

  private static final String FROM = "network n";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM " + FROM;

  private static final String VISIBLE =
      "(:all OR n.project_id = :project OR n.shared OR n.external)";

  private static final String FIND = SELECT + " WHERE n.id = :id AND " + VISIBLE;

  /** Waits for those who add ports and subnets, and keeps new ones out. */
  private static final String LOCK = FIND + " FOR UPDATE OF n";

  private static final String BY_IDS = SELECT + " WHERE n.id = ANY(:ids)";

  private static final String AVAILABLE =
      SELECT
          + " WHERE (n.project_id = :project AND NOT n.external) OR n.shared"
          + " ORDER BY n.created_at, n.id";

  private static final String EXTERNAL_DEFAULT =
      SELECT + " WHERE n.external ORDER BY n.is_default DESC, n.created_at, n.id LIMIT 1";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "n")
          .text("name", "name")
          .where("status", "'ACTIVE' = ANY(:status)", "status")
          .bool("admin_state_up", "admin_state_up")
          .bool("shared", "shared")
          .bool("router:external", "external")
          .bool("is_default", "is_default")
          .bool("port_security_enabled", "port_security")
          .number("mtu", "mtu")
          .text("provider:network_type", "network_type")
          .text("provider:physical_network", "physical_network")
          .number("provider:segmentation_id", "segmentation_id")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO network (id, project_id, name, description, admin_state_up, shared, external,
             is_default, port_security, mtu, network_type, physical_network, segmentation_id,
             zone_hints, created_at, updated_at)
      VALUES (:id, :project, :name, :description, :admin_state_up, :shared, :external,
             :is_default, :port_security, :mtu, :type, :physical_network, :segmentation_id,
             :zone_hints, :now, :now)\
      """;

  private static final String UPDATE =
      """
      UPDATE network
         SET name = coalesce(:name, name), description = coalesce(:description, description),
             admin_state_up = coalesce(:admin_state_up, admin_state_up),
             shared = coalesce(:shared, shared), external = coalesce(:external, external),
             is_default = coalesce(:is_default, is_default),
             port_security = coalesce(:port_security, port_security), mtu = coalesce(:mtu, mtu),
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  /** A floating IP that leads nowhere goes with its network. */
  private static final String IN_USE =
      """
      SELECT p.id FROM port p
       WHERE p.network_id = :id
         AND p.device_owner NOT IN ('network:distributed', 'network:dhcp')
         AND NOT EXISTS (SELECT 1 FROM floating_ip f
                          WHERE f.outer_port_id = p.id AND f.port_id IS NULL)
       LIMIT 1\
      """;

  private static final String DELETE_FLOATING_IPS =
      "DELETE FROM floating_ip WHERE network_id = :id AND port_id IS NULL";

  private static final String OTHERS_USE =
      """
      SELECT id FROM port
       WHERE network_id = :id AND project_id NOT IN ('', :project)
         AND device_owner NOT IN ('network:router_gateway', 'network:floatingip')
       LIMIT 1\
      """;

  private static final String GATEWAYS =
      """
      SELECT id FROM port
       WHERE network_id = :id AND device_owner IN ('network:router_gateway', 'network:floatingip')
       LIMIT 1\
      """;

  private static final String DELETE_PORTS = "DELETE FROM port WHERE network_id = :id";
  private static final String DELETE_SUBNETS = "DELETE FROM subnet WHERE network_id = :id";
  private static final String DELETE = "DELETE FROM network WHERE id = :id";

  Optional<Network> find(Transaction tx, Sight sight, NetworkId id, boolean lock) {
    var query =
        tx.sql(lock ? LOCK : FIND)
            .bind("id", id)
            .bind("all", sight.all())
            .bind("project", sight.project());
    return (lock ? query : query.recalled()).optional(NetworkStore::network);
  }

  List<Network> byIds(Transaction tx, Collection<NetworkId> ids) {
    return tx.sql(BY_IDS).bind("ids", ids).list(NetworkStore::network);
  }

  List<Network> available(Transaction tx, String project) {
    return tx.sql(AVAILABLE).bind("project", project).list(NetworkStore::network);
  }

  Optional<Network> externalDefault(Transaction tx) {
    return tx.sql(EXTERNAL_DEFAULT).optional(NetworkStore::network);
  }

  ListPage<Network> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .recalled()
        .page(tx, NetworkStore::network);
  }

  void insert(
      Transaction tx,
      NetworkId id,
      NewNetwork input,
      String type,
      Optional<Integer> segment,
      int mtu,
      Instant now) {
    tx.sql(INSERT)
        .bind("id", id)
        .bind("project", input.projectId())
        .bind("name", input.name())
        .bind("description", input.description())
        .bind("admin_state_up", input.adminStateUp())
        .bind("shared", input.shared())
        .bind("external", input.external())
        .bind("is_default", input.isDefault())
        .bind("port_security", input.portSecurity())
        .bind("mtu", mtu)
        .bind("type", type)
        .bind("physical_network", input.physicalNetwork())
        .bind("segmentation_id", segment)
        .bind("zone_hints", input.zoneHints())
        .bind("now", now)
        .update();
  }

  void update(Transaction tx, NetworkId id, Input input, Instant now) {
    tx.sql(UPDATE)
        .bind("id", id)
        .bind("name", input.text("name"))
        .bind("description", input.text("description"))
        .bind("admin_state_up", input.bool("admin_state_up"))
        .bind("shared", input.bool("shared"))
        .bind("external", input.bool("router:external"))
        .bind("is_default", input.bool("is_default"))
        .bind("port_security", input.bool("port_security_enabled"))
        .bind("mtu", input.integer("mtu"))
        .bind("now", now)
        .update();
  }

  boolean inUse(Transaction tx, NetworkId id) {
    return tx.sql(IN_USE).bind("id", id).exists();
  }

  boolean usedByOthers(Transaction tx, Network network) {
    return tx.sql(OTHERS_USE)
        .bind("id", network.id())
        .bind("project", network.projectId())
        .exists();
  }

  boolean hasGateways(Transaction tx, NetworkId id) {
    return tx.sql(GATEWAYS).bind("id", id).exists();
  }

  void delete(Transaction tx, NetworkId id) {
    tx.sql(DELETE_FLOATING_IPS).bind("id", id).update();
    tx.sql(DELETE_PORTS).bind("id", id).update();
    tx.sql(DELETE_SUBNETS).bind("id", id).update();
    tx.sql(DELETE).bind("id", id).update();
  }

  private static Network network(Row row) {
    return new Network(
        new NetworkId(row.uuid("id")),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        row.bool("admin_state_up"),
        row.bool("shared"),
        row.bool("external"),
        row.bool("is_default"),
        row.bool("port_security"),
        row.integer("mtu"),
        row.text("network_type"),
        row.optionalText("physical_network"),
        row.optionalInteger("segmentation_id"),
        row.texts("zone_hints"),
        row.uuids("subnets"));
  }
}
