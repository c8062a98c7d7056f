package cairn.compute.server;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.Map;

/** {@code /servers/{id}/metadata}. */
public final class ServerMetadataApi {
  private static final String ALL = "/v2.1/servers/{id}/metadata";
  private static final String ONE = ALL + "/{key}";

  private static final BodySchema WHOLE =
      BodySchema.of(Schemas.action("metadata", Schemas.METADATA));
  private static final BodySchema ITEM = BodySchema.of(Schemas.action("meta", Schemas.METADATA));

  private final Servers servers;
  private final ServerUpdates updates;

  /** Answers for those servers. */
  public ServerMetadataApi(Servers servers, ServerUpdates updates) {
    this.servers = servers;
    this.updates = updates;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(ALL).policyInHandler(ServerPolicy.META_INDEX).to(this::list);
    routes.post(ALL).body(WHOLE).policyInHandler(ServerPolicy.META_CREATE).to(this::add);
    routes.put(ALL).body(WHOLE).policyInHandler(ServerPolicy.META_UPDATE_ALL).to(this::replace);
    routes.get(ONE).policyInHandler(ServerPolicy.META_SHOW).to(this::show);
    routes.put(ONE).body(ITEM).policyInHandler(ServerPolicy.META_UPDATE).to(this::update);
    routes.delete(ONE).policyInHandler(ServerPolicy.META_DELETE).to(this::delete);
  }

  private static Response answer(String name, Map<String, String> metadata) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart(name);
      metadata.forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response list(Request request) {
    return answer("metadata", servers.checked(request).label().metadata());
  }

  private Response add(Request request) {
    var more = ServerCreateReader.metadata(request.body().path("metadata"));
    var all =
        updates.metadata(
            request.caller(),
            servers.checked(request).id(),
            metadata -> {
              metadata.putAll(more);
              return metadata;
            });
    return answer("metadata", all);
  }

  private Response replace(Request request) {
    var all = ServerCreateReader.metadata(request.body().path("metadata"));
    return answer(
        "metadata", updates.metadata(request.caller(), servers.checked(request).id(), _ -> all));
  }

  private Response show(Request request) {
    var key = request.parameter("key");
    var value = servers.checked(request).label().metadata().get(key);
    if (value == null) {
      throw missing();
    }
    return answer("meta", Map.of(key, value));
  }

  private Response update(Request request) {
    var item = ServerCreateReader.metadata(request.body().path("meta"));
    var server = servers.checked(request);
    if (!item.containsKey(request.parameter("key"))) {
      throw ComputeErrors.badRequest("Request body and URI mismatch");
    }
    if (item.size() > 1) {
      throw ComputeErrors.badRequest("Request body contains too many items");
    }
    updates.metadata(
        request.caller(),
        server.id(),
        metadata -> {
          metadata.putAll(item);
          return metadata;
        });
    return answer("meta", item);
  }

  private Response delete(Request request) {
    updates.metadata(
        request.caller(),
        servers.checked(request).id(),
        metadata -> {
          if (metadata.remove(request.parameter("key")) == null) {
            throw missing();
          }
          return metadata;
        });
    return Response.empty(204);
  }

  private static RuntimeException missing() {
    return ComputeErrors.notFound("Metadata item was not found");
  }
}
