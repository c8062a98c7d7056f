package cairn.compute.server;

import cairn.common.CloudException;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.compute.quota.Quotas;
import cairn.compute.quota.Resource;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Changes what people say of servers: names, metadata, tags. Safe for many threads. */
public final class ServerUpdates {
  static final int TAGS_MAX = 50;

  private static final List<ServerStatus> CALM =
      List.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.SHUTOFF);

  private final ServerChanges changes;
  private final Quotas quotas;
  private final Time time;
  private final ServerStore store = new ServerStore();

  /** Changes them by that. */
  public ServerUpdates(ServerChanges changes, Quotas quotas, Time time) {
    this.changes = changes;
    this.quotas = quotas;
    this.time = time;
  }

  static List<ServerCreateSchema.Versioned> schemas() {
    return List.of(
        schema("2.1", "2.18", ""),
        schema("2.19", "2.89", ", \"description\": " + Schemas.DESCRIPTION),
        schema(
            "2.90",
            "2.93",
            ", \"description\": " + Schemas.DESCRIPTION + ", \"hostname\": " + Schemas.HOSTNAME),
        schema(
            "2.94",
            "2.9999",
            ", \"description\": " + Schemas.DESCRIPTION + ", \"hostname\": " + Schemas.FQDN));
  }

  private static ServerCreateSchema.Versioned schema(String since, String until, String more) {
    return new ServerCreateSchema.Versioned(
        since,
        until,
        BodySchema.of(
            """
            {"type": "object", "required": ["server"], "additionalProperties": false,
             "properties": {"server": {"type": "object", "additionalProperties": false,
               "properties": {"name": %s,
                 "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]},
                 "accessIPv4": {"type": "string", "anyOf": [{"format": "ipv4"}, {"maxLength": 0}]},
                 "accessIPv6": {"type": "string", "anyOf": [{"format": "ipv6"}, {"maxLength": 0}]}
                 %s}}}}
            """
                .formatted(Schemas.NAME, more)));
  }

  void update(Caller caller, ServerId id, JsonNode input) {
    changes.unlocked(
        caller,
        id,
        (tx, server) -> {
          var label = server.label();
          var login = server.login();
          var description =
              input.has("description")
                  ? Optional.of(input.path("description"))
                      .filter(JsonNode::isString)
                      .map(JsonNode::asString)
                  : label.description();
          write(
              tx,
              server,
              new Server.Label(
                  input.path("name").asString(label.name()).strip(),
                  input.path("hostname").asString(label.hostname()),
                  description,
                  label.metadata(),
                  label.tags()),
              new Server.Login(
                  login.key(),
                  login.userData(),
                  address(input, "accessIPv4", login.accessIpv4()),
                  address(input, "accessIPv6", login.accessIpv6()),
                  login.randomSeed()),
              input.path("OS-DCF:diskConfig").asString(server.hardware().diskConfig()));
          return true;
        });
  }

  private static Optional<String> address(JsonNode input, String name, Optional<String> before) {
    return input.has(name) ? ServerCreateReader.address(input, name) : before;
  }

  private void write(
      Transaction tx, Server server, Server.Label label, Server.Login login, String diskConfig) {
    store.describe(tx, server, label, login, diskConfig, RequestId.current(), time.now());
    if (server.place().host().isPresent()) {
      tx.changed(Servers.TOPIC, server.id().toString());
    }
  }

  Map<String, String> metadata(
      Caller caller, ServerId id, UnaryOperator<Map<String, String>> change) {
    return changes.unlocked(
        caller,
        id,
        (tx, server) -> {
          ServerChanges.require(server, "update metadata", CALM, List.of());
          var label = server.label();
          var metadata = change.apply(new LinkedHashMap<>(label.metadata()));
          var most = quotas.limit(tx, server.owner().projectId(), Resource.METADATA_ITEMS);
          if (most >= 0 && metadata.size() > most && metadata.size() > label.metadata().size()) {
            throw new CloudException(
                CloudException.Kind.OVER_QUOTA,
                "Maximum number of metadata items exceeds %d".formatted(most));
          }
          write(
              tx,
              server,
              new Server.Label(
                  label.name(), label.hostname(), label.description(), metadata, label.tags()),
              server.login(),
              server.hardware().diskConfig());
          return metadata;
        });
  }

  List<String> tags(Caller caller, ServerId id, UnaryOperator<List<String>> change) {
    return changes.with(
        caller,
        id,
        (tx, server) -> {
          if (!CALM.contains(server.state().status())) {
            throw ComputeErrors.conflict(
                "Cannot 'update tag' instance %s while it is in vm_state %s"
                    .formatted(id, server.state().status().vmState()));
          }
          var label = server.label();
          var tags = change.apply(label.tags());
          if (tags.size() > TAGS_MAX) {
            throw ComputeErrors.badRequest(
                "The number of tags exceeded the per-server limit %d".formatted(TAGS_MAX));
          }
          write(
              tx,
              server,
              new Server.Label(
                  label.name(), label.hostname(), label.description(), label.metadata(), tags),
              server.login(),
              server.hardware().diskConfig());
          return tags;
        });
  }
}
