package cairn.compute.server;

import cairn.common.Json;
import cairn.compute.wiring.Nic;
import cairn.sql.Query;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL that reads and makes servers; what agents observe is written by {@link ObservedStore}. */
final class ServerStore {
  private static final String SELECT =
      "SELECT " + ServerRows.COLUMNS + " FROM " + ServerRows.TABLES;
  private static final String FIND = SELECT + " WHERE s.id = :id AND s.deleted_at IS NULL";
  private static final String FIND_ANY = SELECT + " WHERE s.id = :id";
  private static final String LOCK = FIND + " FOR UPDATE OF s";
  private static final String BY_IDS = SELECT + " WHERE s.id = ANY(:ids)";
  private static final String ON_HOST =
      SELECT + " WHERE s.host_id = :host AND s.deleted_at IS NULL ORDER BY s.id";
  private static final String HOSTS_OF =
      """
      SELECT id, host_id FROM server
       WHERE id = ANY(:ids) AND host_id IS NOT NULL AND deleted_at IS NULL
      """;
  private static final String INSERT =
      """
      INSERT INTO server (
        id, project_id, user_id, name, hostname, description, metadata, tags, status, task,
        power_state, fault, host_id, zone, zone_wanted, group_id, hints, image_id, image, flavor,
        vcpus, memory_mib, nics, disk_config, config_drive, key_name, key_type, public_key,
        user_data, access_ipv4, access_ipv6, random_seed, power, boot, hard_reboot, generation,
        request_id, reservation_id, launch_index, created_at, updated_at)
      VALUES (
        :id, :project, :user, :name, :hostname, :description, :metadata, :tags, :status, :task,
        :powerState, :fault, :host, :zone, :zoneWanted, :group, :hints, :imageId, :image, :flavor,
        :vcpus, :memory, :nics, :diskConfig, :configDrive, :keyName, :keyType, :publicKey,
        :userData, :access4, :access6, :seed, :power, :boot, :hardReboot, :generation,
        :request, :reservation, :index, :created, :updated)
      """;

  /** A server that is not deleted. */
  Optional<Server> find(Transaction tx, ServerId id) {
    return tx.sql(FIND).bind("id", id).optional(ServerRows::server);
  }

  /** A server, deleted ones too. */
  Optional<Server> findAny(Transaction tx, ServerId id) {
    return tx.sql(FIND_ANY).bind("id", id).optional(ServerRows::server);
  }

  /** The same as {@link #find}, held against others until the end of the transaction. */
  Optional<Server> lock(Transaction tx, ServerId id) {
    return tx.sql(LOCK).bind("id", id).optional(ServerRows::server);
  }

  List<Server> byIds(Transaction tx, Collection<UUID> ids) {
    return tx.sql(BY_IDS).bind("ids", ids).list(ServerRows::server);
  }

  List<Server> onHost(Transaction tx, UUID host) {
    return tx.sql(ON_HOST).bind("host", host).list(ServerRows::server);
  }

  /** The hosts of those servers. */
  List<UUID> hostsOf(Transaction tx, Collection<UUID> ids) {
    return tx.sql(HOSTS_OF).bind("ids", ids).list(row -> row.uuid("host_id"));
  }

  void insert(Transaction tx, List<Server> servers) {
    tx.sql(INSERT).batchLater(servers, ServerStore::bind);
  }

  private static void bind(Query query, Server server) {
    var label = server.label();
    var place = server.place();
    var hardware = server.hardware();
    var wanted = server.wanted();
    query
        .bind("id", server.id())
        .bind("project", server.owner().projectId())
        .bind("user", server.owner().userId())
        .bind("name", label.name())
        .bind("hostname", label.hostname())
        .bind("description", label.description())
        .bind("metadata", Json.MAPPER.valueToTree(label.metadata()))
        .bind("tags", label.tags())
        .bind("status", server.state().status())
        .bind("task", server.state().task())
        .bind("powerState", server.state().powerState())
        .bind("fault", server.state().fault().map(Json.MAPPER::valueToTree))
        .bind("host", place.host())
        .bind("zone", place.zone())
        .bind("zoneWanted", place.zoneWanted())
        .bind("group", place.group())
        .bind("hints", Json.MAPPER.valueToTree(place.hints()))
        .bind("imageId", hardware.image().id())
        .bind("image", Json.MAPPER.valueToTree(hardware.image()))
        .bind("flavor", Json.MAPPER.valueToTree(hardware.flavor()))
        .bind("vcpus", hardware.flavor().vcpus())
        .bind("memory", hardware.flavor().memoryMib())
        .bind("nics", Json.MAPPER.valueToTree(hardware.nics()))
        .bind("diskConfig", hardware.diskConfig())
        .bind("configDrive", hardware.configDrive())
        .bind("power", wanted.power())
        .bind("boot", wanted.boot())
        .bind("hardReboot", wanted.hardReboot())
        .bind("generation", wanted.generation())
        .bind("request", wanted.requestId())
        .bind("reservation", server.batch().reservationId())
        .bind("index", server.batch().launchIndex())
        .bind("created", server.times().created())
        .bind("updated", server.times().updated());
    bindLogin(query, server.login());
  }

  private static void bindLogin(Query query, Server.Login login) {
    query
        .bind("keyName", login.key().map(Server.Key::name))
        .bind("keyType", login.key().map(Server.Key::type))
        .bind("publicKey", login.key().map(Server.Key::publicKey))
        .bind("userData", login.userData())
        .bind("access4", login.accessIpv4())
        .bind("access6", login.accessIpv6())
        .bind("seed", login.randomSeed());
  }

  private static final String WANT =
      """
      UPDATE server SET status = :status, task = :task, power = :power, boot = :boot,
             hard_reboot = :hardReboot, generation = generation + 1, request_id = :request,
             fault = :fault, updated_at = :now
       WHERE id = :id
      """;

  /** Writes what is wanted now under a new generation. */
  void want(Transaction tx, Server server, Server.State state, Server.Wanted wanted, Instant now) {
    tx.sql(WANT)
        .bind("id", server.id())
        .bind("status", server.state().status().to(state.status()))
        .bind("task", state.task())
        .bind("power", wanted.power())
        .bind("boot", wanted.boot())
        .bind("hardReboot", wanted.hardReboot())
        .bind("request", wanted.requestId())
        .bind("fault", state.fault().map(Json.MAPPER::valueToTree))
        .bind("now", now)
        .update();
  }

  private static final String NICS =
      """
      UPDATE server SET nics = :nics, generation = generation + 1, request_id = :request,
             updated_at = :now
       WHERE id = :id
      """;

  /** Writes the NICs under a new generation. */
  void nics(Transaction tx, ServerId id, List<Nic> nics, String requestId, Instant now) {
    tx.sql(NICS)
        .bind("id", id)
        .bind("nics", Json.MAPPER.valueToTree(nics))
        .bind("request", requestId)
        .bind("now", now)
        .update();
  }

  private static final String RENEW =
      """
      UPDATE server SET generation = generation + 1, request_id = :request
       WHERE id = :id AND deleted_at IS NULL
      """;

  /** Has the host told once more what is wanted, under a new generation. */
  boolean renew(Transaction tx, ServerId id, String requestId) {
    return tx.sql(RENEW).bind("id", id).bind("request", requestId).update() > 0;
  }

  private static final String DESCRIBE =
      """
      UPDATE server SET name = :name, hostname = :hostname, description = :description,
             metadata = :metadata, tags = :tags, access_ipv4 = :access4, access_ipv6 = :access6,
             disk_config = :diskConfig, generation = generation + 1, request_id = :request,
             updated_at = :now
       WHERE id = :id
      """;

  /** Writes what people say of it; its documents change with it, so the generation does too. */
  void describe(
      Transaction tx,
      Server server,
      Server.Label label,
      Server.Login login,
      String diskConfig,
      String requestId,
      Instant now) {
    tx.sql(DESCRIBE)
        .bind("id", server.id())
        .bind("name", label.name())
        .bind("hostname", label.hostname())
        .bind("description", label.description())
        .bind("metadata", Json.MAPPER.valueToTree(label.metadata()))
        .bind("tags", label.tags())
        .bind("access4", login.accessIpv4())
        .bind("access6", login.accessIpv6())
        .bind("diskConfig", diskConfig)
        .bind("request", requestId)
        .bind("now", now)
        .update();
  }

  private static final String LOCKED =
      "UPDATE server SET locked_by = :by, locked_reason = :reason, updated_at = :now WHERE id = :id";

  void setLock(Transaction tx, ServerId id, Optional<Server.Lock> lock, Instant now) {
    tx.sql(LOCKED)
        .bind("id", id)
        .bind("by", lock.map(Server.Lock::by))
        .bind("reason", lock.flatMap(Server.Lock::reason))
        .bind("now", now)
        .update();
  }

  private static final String RESET =
      "UPDATE server SET status = :status, task = NULL, updated_at = :now WHERE id = :id";

  /** What an operator says it is, whatever it was. */
  void reset(Transaction tx, ServerId id, ServerStatus status, Instant now) {
    tx.sql(RESET).bind("id", id).bind("status", status).bind("now", now).update();
  }

  private static final String GONE =
      """
      UPDATE server SET status = 'DELETED', task = NULL, power_state = 0, power = 'ABSENT',
             generation = generation + 1, terminated_at = :now, deleted_at = :now, updated_at = :now
       WHERE id = :id
      """;

  void gone(Transaction tx, ServerId id, Instant now) {
    tx.sql(GONE).bind("id", id).bind("now", now).update();
  }
}
