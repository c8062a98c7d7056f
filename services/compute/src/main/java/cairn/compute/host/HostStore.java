package cairn.compute.host;

import cairn.common.Json;
import cairn.protocol.HostInfo;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All SQL about hosts. */
final class HostStore {
  private static final String COLUMNS =
      """
      id, service_id, number, name, zone, info, enabled, disabled_reason, forced_down, connected,
      heard_at, created_at, updated_at
      """;
  private static final String SELECT = "SELECT " + COLUMNS + " FROM host";
  private static final String ALL = SELECT + " ORDER BY number";
  private static final String FIND = SELECT + " WHERE id = :id";
  private static final String BY_IDS = SELECT + " WHERE id = ANY(:ids)";
  private static final String BY_NAME = SELECT + " WHERE name = :name";
  private static final String BY_SERVICE = SELECT + " WHERE service_id = :id";
  private static final String BY_NUMBER = SELECT + " WHERE number = :number";
  private static final String JOIN =
      """
      INSERT INTO host (id, service_id, name, zone, info, connected, heard_at, created_at)
      VALUES (:id, :service, :name, :zone, :info, true, :now, :now)
      ON CONFLICT (id) DO UPDATE
         SET name = EXCLUDED.name, info = EXCLUDED.info, connected = true,
             heard_at = EXCLUDED.heard_at, updated_at = EXCLUDED.heard_at
      RETURNING
      """
          + COLUMNS;
  private static final String HEARD =
      "UPDATE host SET heard_at = :now WHERE id = ANY(:ids) AND connected AND heard_at < :before";
  private static final String LEFT =
      "UPDATE host SET connected = false, updated_at = :now WHERE id = :id";
  private static final String SILENT =
      """
      UPDATE host SET connected = false, updated_at = :now
       WHERE connected AND heard_at < :before RETURNING
      """
          + COLUMNS;
  private static final String SET =
      """
      UPDATE host SET enabled = :enabled, disabled_reason = :reason, forced_down = :forcedDown,
             updated_at = :now
       WHERE id = :id RETURNING
      """
          + COLUMNS;
  private static final String GUESTS =
      """
      SELECT s.id, s.name, s.host_id, s.vcpus, s.memory_mib,
             COALESCE((s.flavor ->> 'diskGib')::integer, 0) AS disk_gib
        FROM server s WHERE s.host_id IS NOT NULL AND s.deleted_at IS NULL ORDER BY s.id
      """;
  private static final String IN_ZONE = "SELECT 1 FROM host WHERE zone = :zone LIMIT 1";
  private static final String DELETE = "DELETE FROM host WHERE id = :id";

  List<Host> all(Transaction tx) {
    return tx.sql(ALL).list(HostStore::host);
  }

  Optional<Host> find(Transaction tx, UUID id) {
    return tx.sql(FIND).bind("id", id).optional(HostStore::host);
  }

  List<Host> byIds(Transaction tx, Collection<UUID> ids) {
    return tx.sql(BY_IDS).bind("ids", ids).list(HostStore::host);
  }

  Optional<Host> byName(Transaction tx, String name) {
    return tx.sql(BY_NAME).bind("name", name).optional(HostStore::host);
  }

  Optional<Host> byService(Transaction tx, UUID id) {
    return tx.sql(BY_SERVICE).bind("id", id).optional(HostStore::host);
  }

  Optional<Host> byNumber(Transaction tx, long number) {
    return tx.sql(BY_NUMBER).bind("number", number).optional(HostStore::host);
  }

  Host join(Transaction tx, HostInfo info, UUID service, String zone, Instant now) {
    return tx.sql(JOIN)
        .bind("id", info.id())
        .bind("service", service)
        .bind("name", info.name())
        .bind("zone", zone)
        .bind("info", Json.MAPPER.valueToTree(info))
        .bind("now", now)
        .one(HostStore::host);
  }

  void heard(Transaction tx, Collection<UUID> ids, Instant before, Instant now) {
    tx.sql(HEARD).bind("ids", ids).bind("before", before).bind("now", now).update();
  }

  void left(Transaction tx, UUID id, Instant now) {
    tx.sql(LEFT).bind("id", id).bind("now", now).update();
  }

  /** Those that have been silent since that time; each is told once. */
  List<Host> silent(Transaction tx, Instant before, Instant now) {
    return tx.sql(SILENT).bind("before", before).bind("now", now).list(HostStore::host);
  }

  Host set(
      Transaction tx,
      UUID id,
      boolean enabled,
      Optional<String> reason,
      boolean forcedDown,
      Instant now) {
    return tx.sql(SET)
        .bind("id", id)
        .bind("enabled", enabled)
        .bind("reason", reason)
        .bind("forcedDown", forcedDown)
        .bind("now", now)
        .one(HostStore::host);
  }

  List<Hosts.Guest> guests(Transaction tx) {
    return tx.sql(GUESTS)
        .list(row ->
            new Hosts.Guest(
                row.uuid("id"),
                row.text("name"),
                row.uuid("host_id"),
                row.integer("vcpus"),
                row.integer("memory_mib"),
                row.integer("disk_gib")));
  }

  boolean inZone(Transaction tx, String zone) {
    return tx.sql(IN_ZONE).bind("zone", zone).exists();
  }

  void delete(Transaction tx, UUID id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  private static Host host(Row row) {
    return new Host(
        row.uuid("id"),
        row.uuid("service_id"),
        row.longInteger("number"),
        row.text("name"),
        row.text("zone"),
        Json.read(row.text("info"), HostInfo.class),
        row.bool("enabled"),
        row.optionalText("disabled_reason"),
        row.bool("forced_down"),
        row.bool("connected"),
        row.instant("heard_at"),
        row.instant("created_at"),
        row.optionalInstant("updated_at"));
  }
}
