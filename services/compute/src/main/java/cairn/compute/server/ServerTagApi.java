package cairn.compute.server;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code /servers/{id}/tags}. */
public final class ServerTagApi {
  private static final String ALL = "/v2.1/servers/{id}/tags";
  private static final String ONE = ALL + "/{tag}";
  private static final String SINCE = "2.26";

  private static final BodySchema WHOLE =
      BodySchema.of(
          Schemas.action(
              "tags",
              "{\"type\": \"array\", \"maxItems\": 50, \"items\": %s}".formatted(Schemas.TAG)));

  private final Servers servers;
  private final ServerUpdates updates;

  /** Answers for those servers. */
  public ServerTagApi(Servers servers, ServerUpdates updates) {
    this.servers = servers;
    this.updates = updates;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(ALL).since(SINCE).policyInHandler(ServerPolicy.TAG_INDEX).to(this::list);
    routes
        .put(ALL)
        .since(SINCE)
        .body(WHOLE)
        .policyInHandler(ServerPolicy.TAG_UPDATE_ALL)
        .to(this::replace);
    routes
        .delete(ALL)
        .since(SINCE)
        .policyInHandler(ServerPolicy.TAG_DELETE_ALL)
        .to(this::deleteAll);
    routes.get(ONE).since(SINCE).policyInHandler(ServerPolicy.TAG_SHOW).to(this::show);
    routes.put(ONE).since(SINCE).policyInHandler(ServerPolicy.TAG_UPDATE).to(this::add);
    routes.delete(ONE).since(SINCE).policyInHandler(ServerPolicy.TAG_DELETE).to(this::delete);
  }

  private static Response answer(List<String> tags) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("tags");
      tags.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response list(Request request) {
    return answer(servers.checked(request).label().tags());
  }

  private Response replace(Request request) {
    var tags = new LinkedHashSet<String>();
    request.body().path("tags").forEach(tag -> tags.add(tag.asString()));
    return answer(
        updates.tags(request.caller(), servers.checked(request).id(), _ -> List.copyOf(tags)));
  }

  private Response deleteAll(Request request) {
    updates.tags(request.caller(), servers.checked(request).id(), _ -> List.of());
    return Response.empty(204);
  }

  private Response show(Request request) {
    var server = servers.checked(request);
    if (!server.label().tags().contains(request.parameter("tag"))) {
      throw missing(server.id(), request.parameter("tag"));
    }
    return Response.empty(204);
  }

  private Response add(Request request) {
    var server = servers.checked(request);
    var tag = request.parameter("tag");
    if (tag.isEmpty() || tag.length() > 60 || tag.contains(",") || tag.contains("/")) {
      throw ComputeErrors.badRequest(
          "Tag '%s' is invalid. It must be a non empty string without characters '/' and ',' and of"
                  .formatted(tag)
              + " at most 60 characters.");
    }
    var known = new AtomicBoolean();
    updates.tags(
        request.caller(),
        server.id(),
        tags -> {
          known.set(tags.contains(tag));
          var more = new ArrayList<>(tags);
          if (!known.get()) {
            more.add(tag);
          }
          return more;
        });
    var location = request.baseUrl() + "/compute/v2.1/servers/" + server.id() + "/tags/" + tag;
    return known.get() ? Response.empty(204) : Response.empty(201).header("Location", location);
  }

  private Response delete(Request request) {
    var server = servers.checked(request);
    var tag = request.parameter("tag");
    updates.tags(
        request.caller(),
        server.id(),
        tags -> {
          var rest = new ArrayList<>(tags);
          if (!rest.remove(tag)) {
            throw missing(server.id(), tag);
          }
          return rest;
        });
    return Response.empty(204);
  }

  private static RuntimeException missing(ServerId id, String tag) {
    return ComputeErrors.notFound("Server %s has no tag '%s'".formatted(id, tag));
  }
}
