package cairn.compute.server;

import cairn.common.Json;
import cairn.compute.flavor.Flavor;
import cairn.compute.wiring.Nic;
import cairn.protocol.GuestSpec;
import cairn.sql.Row;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** How a server's row becomes a {@link Server}. */
final class ServerRows {
  /** The columns, of {@code server s} and {@code host h}. */
  static final String COLUMNS =
      """
      s.id, s.project_id, s.user_id, s.name, s.hostname, s.description, s.metadata, s.tags,
      s.status, s.task, s.power_state, s.fault, s.locked_by, s.locked_reason, s.host_id,
      h.name AS host_name, s.zone, s.zone_wanted, s.group_id, s.hints, s.image, s.flavor,
      s.nics, s.disk_config, s.config_drive, s.key_name, s.key_type, s.public_key, s.user_data,
      s.access_ipv4, s.access_ipv6, s.random_seed, s.power, s.boot, s.hard_reboot, s.generation,
      s.request_id, s.reservation_id, s.launch_index, s.created_at, s.updated_at, s.launched_at,
      s.terminated_at, s.deleted_at
      """;

  static final String TABLES = "server s LEFT JOIN host h ON h.id = s.host_id";

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> THINGS = new TypeReference<>() {};
  private static final TypeReference<List<Nic>> NICS = new TypeReference<>() {};

  private ServerRows() {}

  static Server server(Row row) {
    return new Server(
        new ServerId(row.uuid("id")),
        new Server.Owner(row.text("project_id"), row.text("user_id")),
        new Server.Label(
            row.text("name"),
            row.text("hostname"),
            row.optionalText("description"),
            Json.MAPPER.readValue(row.text("metadata"), TEXTS),
            row.texts("tags")),
        state(row),
        new Server.Place(
            row.optionalUuid("host_id"),
            row.optionalText("host_name"),
            row.optionalText("zone"),
            row.optionalText("zone_wanted"),
            row.optionalUuid("group_id"),
            Json.MAPPER.readValue(row.text("hints"), THINGS)),
        new Server.Hardware(
            Json.read(row.text("image"), GuestSpec.Image.class),
            Json.read(row.text("flavor"), Flavor.class),
            Json.MAPPER.readValue(row.text("nics"), NICS),
            row.text("disk_config"),
            row.bool("config_drive")),
        login(row),
        new Server.Wanted(
            row.constant("power", GuestSpec.Power.class),
            row.longInteger("boot"),
            row.bool("hard_reboot"),
            row.longInteger("generation"),
            row.text("request_id")),
        new Server.Batch(row.text("reservation_id"), row.integer("launch_index")),
        new Server.Times(
            row.instant("created_at"),
            row.instant("updated_at"),
            row.optionalInstant("launched_at"),
            row.optionalInstant("terminated_at"),
            row.optionalInstant("deleted_at")));
  }

  private static Server.State state(Row row) {
    return new Server.State(
        row.constant("status", ServerStatus.class),
        row.optionalConstant("task", Task.class),
        row.integer("power_state"),
        row.optionalText("fault").map(text -> Json.read(text, Fault.class)),
        row.optionalText("locked_by")
            .map(by -> new Server.Lock(by, row.optionalText("locked_reason"))));
  }

  private static Server.Login login(Row row) {
    return new Server.Login(
        row.optionalText("key_name")
            .map(name -> new Server.Key(name, row.text("key_type"), row.text("public_key"))),
        row.optionalText("user_data"),
        row.optionalText("access_ipv4"),
        row.optionalText("access_ipv6"),
        row.bytes("random_seed"));
  }
}
