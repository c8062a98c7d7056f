package cairn.network.info;

import cairn.common.Json;
import cairn.network.wire.JsonOut;
import java.time.Instant;
import java.util.UUID;

/**
 * What makes the network so on one host.
 *
 * @param id stays the same for a host
 * @param alive whether it was heard of lately
 * @param startedAt when it was heard of first
 * @param heardAt when it was heard of last
 */
public record NetworkAgent(
    UUID id, String host, boolean alive, Instant startedAt, Instant heardAt) {
  static final String TYPE = "OVN Controller agent";
  static final String BINARY = "ovn-controller";

  void write(JsonOut out, String zone) {
    out.text("id", id)
        .text("agent_type", TYPE)
        .text("binary", BINARY)
        .text("topic", "n/a")
        .text("host", host)
        .text("availability_zone", zone)
        .bool("admin_state_up", true)
        .bool("alive", alive)
        .time("created_at", startedAt)
        .time("started_at", startedAt)
        .time("heartbeat_timestamp", heardAt)
        .text("description", "")
        .bool("resources_synced", true)
        .tree("configurations", Json.object().put("bridge-mappings", "public:br-ex"));
  }
}
