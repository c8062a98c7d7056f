package cairn.compute.action;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.compute.wire.Wire;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** {@code /servers/{id}/os-instance-actions}. */
public final class ActionApi {
  private static final String ALL = "/v2.1/servers/{id}/os-instance-actions";

  /** What has to be known of a server here. */
  public record Subject(UUID id, String projectId) {}

  /** Finds a server that the caller may see, deleted ones too where asked; throws NOT_FOUND. */
  @FunctionalInterface
  public interface Servers {
    /** The server. */
    Subject find(Request request, boolean deletedToo);
  }

  private final Actions actions;
  private final Servers servers;

  /** Answers for that log. */
  public ActionApi(Actions actions, Servers servers) {
    this.actions = actions;
    this.servers = servers;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    var _ = routes.alsoAsks(ActionPolicy.EVENTS, ActionPolicy.DETAILS);
    routes.get(ALL).policyInHandler(ActionPolicy.LIST).to(this::list);
    routes.get(ALL + "/{request}").policyInHandler(ActionPolicy.SHOW).to(this::show);
  }

  private Subject server(Request request) {
    var server = servers.find(request, request.version().since(2, 21));
    request.check(Target.ofProject(server.projectId()));
    return server;
  }

  private Response list(Request request) {
    var server = server(request);
    var paged = request.version().since(2, 58);
    if (paged) {
      Queries.known(request, Set.of("limit", "marker", "changes-since", "changes-before"));
    }
    var filter =
        new ActionFilter(
            paged ? time(request, "changes-since") : Optional.empty(),
            request.version().since(2, 66) ? time(request, "changes-before") : Optional.empty(),
            paged ? Page.of(request.query()) : new Page(Page.LIMIT_MAX, Optional.empty()));
    var found = actions.list(server.id(), filter);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("instanceActions");
      for (var action : found) {
        json.writeStartObject();
        common(json, action, request);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (paged) {
        filter.page().linksNamed(json, request, "links", found, Action::requestId);
      }
      json.writeEndObject();
    });
  }

  private static Optional<Instant> time(Request request, String name) {
    return request.query().last(name).map(text -> parse(name, text));
  }

  private static Instant parse(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      try {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException _) {
        throw ComputeErrors.badRequest(
            "Invalid input for query parameters %s. Value: %s.".formatted(name, text));
      }
    }
  }

  private static void common(JsonGenerator json, Action action, Request request) {
    json.writeStringProperty("action", action.action());
    json.writeStringProperty("instance_uuid", action.server().toString());
    json.writeStringProperty("request_id", action.requestId());
    json.writeStringProperty("user_id", action.userId());
    json.writeStringProperty("project_id", action.projectId());
    json.writeStringProperty("start_time", Wire.timeMicros(action.started()));
    Wire.optional(json, "message", action.message());
    if (request.version().since(2, 58)) {
      json.writeStringProperty("updated_at", Wire.timeMicros(action.updated()));
    }
  }

  private Response show(Request request) {
    var server = server(request);
    var action = actions.show(server.id(), request.parameter("request"));
    var target = Target.ofProject(server.projectId());
    var operator = request.allows(ActionPolicy.EVENTS, target);
    var details = request.allows(ActionPolicy.DETAILS, target);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("instanceAction");
      common(json, action, request);
      if (operator || request.version().since(2, 51)) {
        json.writeArrayPropertyStart("events");
        event(json, action, request, operator, details);
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void event(
      JsonGenerator json, Action action, Request request, boolean operator, boolean details) {
    json.writeStartObject();
    json.writeStringProperty("event", action.event());
    json.writeStringProperty("start_time", Wire.timeMicros(action.started()));
    Wire.optionalTime(json, "finish_time", action.finished());
    Wire.optional(json, "result", action.result());
    if (operator) {
      Wire.optional(json, "traceback", action.traceback());
    }
    if (request.version().since(2, 62)) {
      json.writeStringProperty("hostId", action.hostHash());
      if (operator) {
        Wire.optional(json, "host", action.host());
      }
    }
    if (request.version().since(2, 84) && details) {
      Wire.optional(json, "details", action.details());
    }
    json.writeEndObject();
  }
}
