package cairn.network.port;

import cairn.network.address.IpAddress;
import cairn.network.address.MacAddress;
import cairn.network.network.NetworkId;
import cairn.network.securitygroup.SecurityGroupId;
import cairn.network.subnet.SubnetId;
import cairn.network.wire.Filters;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All the SQL of ports but that of giving addresses. */
final class PortStore {
  private static final String FROM = "port p JOIN network n ON n.id = p.network_id";
  private static final String SELECT = "SELECT " + PortRow.COLUMNS + " FROM " + FROM;
  private static final String VISIBLE =
      "(:all OR p.project_id = :project OR n.project_id = :project)";
  private static final String FIND = SELECT + " WHERE p.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF p";
  private static final String BY_IDS = SELECT + " WHERE p.id = ANY(:ids)";

  /** The index is of ports that have a device; only what says so may use it. */
  private static final String OF_DEVICES =
      SELECT
          + """
           WHERE p.device_id = ANY(:devices) AND p.device_id <> '' AND p.held
           ORDER BY p.created_at, p.id
          """;

  private static final String OF_NETWORK =
      SELECT + " WHERE p.network_id = :network ORDER BY p.created_at, p.id";

  /** Values are {@code ip_address=X}, {@code subnet_id=Y} and {@code ip_address_substr=Z}. */
  private static final String FIXED_IPS =
      """
      EXISTS (SELECT 1 FROM port_address a
               WHERE a.port_id = p.id
                 AND ('ip_address=' || host(a.address) = ANY(:fixed_ips)
                      OR NOT EXISTS (SELECT 1 FROM unnest(:fixed_ips::text[]) AS f
                                      WHERE f LIKE 'ip\\_address=%'))
                 AND ('subnet_id=' || a.subnet_id = ANY(:fixed_ips)
                      OR NOT EXISTS (SELECT 1 FROM unnest(:fixed_ips::text[]) AS f
                                      WHERE f LIKE 'subnet\\_id=%'))
                 AND (NOT EXISTS (SELECT 1 FROM unnest(:fixed_ips::text[]) AS f
                                   WHERE f LIKE 'ip\\_address\\_substr=%')
                      OR EXISTS (SELECT 1 FROM unnest(:fixed_ips::text[]) AS f
                                  WHERE f LIKE 'ip\\_address\\_substr=%'
                                    AND strpos(host(a.address), substr(f, 19)) > 0)))\
      """;

  private static final String GROUPS =
      """
      EXISTS (SELECT 1 FROM port_security_group g
               WHERE g.port_id = p.id AND g.security_group_id::text = ANY(:security_groups))\
      """;

  private static final Filters FILTERS =
      Filters.of(PortRow.BRIEF, FROM, "p")
          .text("name", "name")
          .uuid("network_id", "network_id")
          .bool("admin_state_up", "admin_state_up")
          .text("status", "status")
          .text("device_id", "device_id")
          .text("device_owner", "device_owner")
          .text("binding:host_id", "host")
          .text("binding:vnic_type", "vnic_type")
          .bool("port_security_enabled", "port_security")
          .where("mac_address", "p.mac::text = ANY(:mac)", "mac", PortStore::macs)
          .where("fixed_ips", FIXED_IPS, "fixed_ips", PortStore::canonical)
          .where("security_groups", GROUPS, "security_groups")
          .where("security_group_ids", GROUPS, "security_groups")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO port (id, network_id, project_id, name, description, mac, admin_state_up, status,
             device_id, device_owner, host, vnic_type, binding_profile, port_security,
             address_pairs, dhcp_options, held, created_at, updated_at)
      VALUES (:id, :network, :project, :name, :description, :mac::macaddr, :admin_state_up, :status,
             :device_id, :device_owner, :host, :vnic_type, :profile, :port_security,
             :pairs, :options, :held, :now, :now)
      ON CONFLICT ON CONSTRAINT port_mac DO NOTHING\
      """;

  private static final String UPDATE =
      """
      UPDATE port
         SET name = coalesce(:name, name), description = coalesce(:description, description),
             mac = coalesce(:mac::macaddr, mac),
             admin_state_up = coalesce(:admin_state_up, admin_state_up),
             device_id = coalesce(:device_id, device_id),
             device_owner = coalesce(:device_owner, device_owner), host = coalesce(:host, host),
             held = held AND :device_id::text IS NULL AND :device_owner::text IS NULL,
             status = CASE WHEN :host <> host THEN 'DOWN' ELSE status END,
             vnic_type = coalesce(:vnic_type, vnic_type),
             binding_profile = coalesce(:profile, binding_profile),
             port_security = coalesce(:port_security, port_security),
             address_pairs = coalesce(:pairs, address_pairs),
             dhcp_options = coalesce(:options, dhcp_options),
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String PLUG =
      """
      UPDATE port
         SET device_id = :device_id, device_owner = :device_owner, host = :host,
             held = :device_id::text <> '',
             status = CASE WHEN host = :host THEN status ELSE 'DOWN' END,
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String CLEAR_GROUPS = "DELETE FROM port_security_group WHERE port_id = :id";

  private static final String ADD_GROUPS =
      """
      INSERT INTO port_security_group (port_id, security_group_id)
      SELECT :id, unnest(:groups::uuid[])\
      """;

  private static final String RELEASE_FLOATING_IPS =
      """
      UPDATE floating_ip
         SET port_id = NULL, fixed_ip = NULL, router_id = NULL, status = 'DOWN',
             revision = revision + 1, updated_at = :now
       WHERE port_id = :id\
      """;

  private static final String RELEASE_FLOATING_IP =
      RELEASE_FLOATING_IPS + " AND fixed_ip = ANY(:addresses::inet[])";

  private static final String DELETE = "DELETE FROM port WHERE id = :id";

  private static final String WITHOUT_ADDRESS =
      """
      SELECT p.id, p.mac FROM port p
       WHERE p.network_id = :network
         AND p.device_owner NOT IN ('network:router_interface', 'network:distributed',
                                    'network:floatingip')
         AND NOT EXISTS (SELECT 1 FROM port_address a
                          WHERE a.port_id = p.id AND a.subnet_id = :subnet)\
      """;

  private static final String METADATA =
      """
      SELECT id FROM port
       WHERE network_id = :network AND device_owner = 'network:distributed' AND held\
      """;

  /** A port that gets an automatic address. */
  record Bare(PortId id, MacAddress mac) {}

  Optional<Port> find(Transaction tx, Sight sight, PortId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(PortRow::port);
  }

  List<Port> byIds(Transaction tx, Collection<PortId> ids) {
    return tx.sql(BY_IDS).bind("ids", ids).list(PortRow::port);
  }

  List<Port> ofDevices(Transaction tx, Collection<String> devices) {
    return tx.sql(OF_DEVICES).bind("devices", devices).list(PortRow::port);
  }

  List<Port> ofNetwork(Transaction tx, NetworkId network) {
    return tx.sql(OF_NETWORK).bind("network", network).list(PortRow::port);
  }

  ListPage<Port> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, PortRow::port);
  }

  /** False when another port of the network has the MAC. */
  boolean insert(
      Transaction tx,
      PortId id,
      NewPort port,
      MacAddress mac,
      boolean portSecurity,
      boolean held,
      Instant now) {
    return tx.sql(INSERT)
            .bind("id", id)
            .bind("network", port.network())
            .bind("project", port.projectId())
            .bind("name", port.name())
            .bind("description", port.description())
            .bind("mac", mac.text())
            .bind("admin_state_up", port.adminStateUp())
            .bind("status", PortStatus.DOWN)
            .bind("device_id", port.deviceId())
            .bind("device_owner", port.deviceOwner())
            .bind("host", port.host())
            .bind("vnic_type", port.vnicType())
            .bind("profile", port.bindingProfile())
            .bind("port_security", portSecurity)
            .bind("held", held)
            .bind("pairs", PortRow.pairs(port.addressPairs()))
            .bind("options", PortRow.options(port.dhcpOptions()))
            .bind("now", now)
            .update()
        == 1;
  }

  void update(Transaction tx, PortId id, PortChange change, Instant now) {
    tx.sql(UPDATE)
        .bind("id", id)
        .bind("name", change.name())
        .bind("description", change.description())
        .bind("mac", change.mac().map(MacAddress::text))
        .bind("admin_state_up", change.adminStateUp())
        .bind("device_id", change.deviceId())
        .bind("device_owner", change.deviceOwner())
        .bind("host", change.host())
        .bind("vnic_type", change.vnicType())
        .bind("profile", change.bindingProfile())
        .bind("port_security", change.portSecurity())
        .bind("pairs", change.addressPairs().map(PortRow::pairs))
        .bind("options", change.dhcpOptions().map(PortRow::options))
        .bind("now", now)
        .update();
  }

  void plug(
      Transaction tx, PortId id, String deviceId, String deviceOwner, String host, Instant now) {
    tx.sql(PLUG)
        .bind("id", id)
        .bind("device_id", deviceId)
        .bind("device_owner", deviceOwner)
        .bind("host", host)
        .bind("now", now)
        .update();
  }

  void clearGroups(Transaction tx, PortId id) {
    tx.sql(CLEAR_GROUPS).bind("id", id).update();
  }

  void addGroups(Transaction tx, PortId id, Collection<SecurityGroupId> groups) {
    if (!groups.isEmpty()) {
      tx.sql(ADD_GROUPS).bind("id", id).bind("groups", groups).update();
    }
  }

  /** Groups that are known to be there: along with the next statement. */
  void addGroupsLater(Transaction tx, PortId id, Collection<SecurityGroupId> groups) {
    if (!groups.isEmpty()) {
      tx.sql(ADD_GROUPS).bind("id", id).bind("groups", groups).later();
    }
  }

  void releaseFloatingIps(Transaction tx, PortId id, Instant now) {
    tx.sql(RELEASE_FLOATING_IPS).bind("id", id).bind("now", now).update();
  }

  void releaseFloatingIps(Transaction tx, PortId id, Collection<String> addresses, Instant now) {
    tx.sql(RELEASE_FLOATING_IP)
        .bind("id", id)
        .bind("addresses", addresses)
        .bind("now", now)
        .update();
  }

  void delete(Transaction tx, PortId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  List<Bare> withoutAddress(Transaction tx, NetworkId network, SubnetId subnet) {
    return tx.sql(WITHOUT_ADDRESS)
        .bind("network", network)
        .bind("subnet", subnet)
        .list(row -> new Bare(new PortId(row.uuid("id")), new MacAddress(row.text("mac"))));
  }

  Optional<PortId> metadata(Transaction tx, NetworkId network) {
    return tx.sql(METADATA).bind("network", network).optional(row -> new PortId(row.uuid("id")));
  }

  private static List<String> canonical(List<String> values) {
    var prefix = "ip_address=";
    return values.stream()
        .map(value ->
            value.startsWith(prefix)
                ? IpAddress.parse(value.substring(prefix.length()))
                    .map(address -> prefix + address)
                    .orElse(value)
                : value)
        .toList();
  }

  private static List<String> macs(List<String> values) {
    return values.stream()
        .map(value -> MacAddress.parse(value).map(MacAddress::text).orElse(value))
        .toList();
  }
}
