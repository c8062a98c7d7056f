package cairn.compute.host;

import cairn.common.Id;
import cairn.common.Time;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Queries;
import cairn.compute.wire.Wire;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** {@code /os-services}: the hosts' agents under the name that clients know, nova-compute. */
public final class ServiceApi {
  private static final String ALL = "/v2.1/os-services";
  private static final String BINARY = "nova-compute";

  private static final String HOST_AND_BINARY =
      """
      "host": {"type": "string", "minLength": 1, "maxLength": 255},
      "binary": {"type": "string", "minLength": 1, "maxLength": 255}\
      """;
  private static final String FORM =
      """
      {"type": "object", "additionalProperties": false, "required": [%s], "properties": {%s}}\
      """;
  private static final BodySchema NAME =
      BodySchema.of(FORM.formatted("\"host\", \"binary\"", HOST_AND_BINARY));
  private static final BodySchema NAME_REASON =
      BodySchema.of(
          FORM.formatted(
              "\"host\", \"binary\", \"disabled_reason\"",
              HOST_AND_BINARY
                  + ", \"disabled_reason\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 255}"));
  private static final BodySchema NAME_DOWN =
      BodySchema.of(
          FORM.formatted(
              "\"host\", \"binary\"",
              HOST_AND_BINARY + ", \"forced_down\": {\"type\": [\"boolean\", \"string\"]}"));
  private static final BodySchema UPDATE =
      BodySchema.of(
          FORM.formatted(
              "",
              """
              "status": {"type": "string", "enum": ["enabled", "disabled"]},
              "disabled_reason": {"type": "string", "minLength": 1, "maxLength": 255},
              "forced_down": {"type": ["boolean", "string"]}\
              """));

  private final Hosts hosts;
  private final Time time;

  /** Answers for those hosts. */
  public ServiceApi(Hosts hosts, Time time) {
    this.hosts = hosts;
    this.time = time;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(ALL).policy(HostPolicy.SERVICES).to(this::list);
    for (var action : List.of("enable", "disable", "disable-log-reason", "force-down")) {
      routes
          .put(ALL + "/" + action)
          .since(action.equals("force-down") ? "2.11" : "2.1")
          .until("2.52")
          .body(
              switch (action) {
                case "disable-log-reason" -> NAME_REASON;
                case "force-down" -> NAME_DOWN;
                default -> NAME;
              })
          .policy(HostPolicy.SERVICE_UPDATE)
          .to(request -> updateByName(request, action));
    }
    routes
        .put(ALL + "/{id}")
        .since("2.53")
        .body(UPDATE)
        .policy(HostPolicy.SERVICE_UPDATE)
        .to(this::update);
    routes.delete(ALL + "/{id}").policy(HostPolicy.SERVICE_DELETE).to(this::delete);
  }

  private Response list(Request request) {
    Queries.known(request, Set.of("host", "binary"));
    var name = request.query().last("host");
    var binary = request.query().last("binary");
    var found =
        hosts.list().stream()
            .filter(host -> name.map(host.name()::equals).orElse(true))
            .filter(_ -> binary.map(BINARY::equals).orElse(true))
            .toList();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("services");
      found.forEach(host -> write(json, request, host));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void write(JsonGenerator json, Request request, Host host) {
    json.writeStartObject();
    if (request.version().since(2, 53)) {
      json.writeStringProperty("id", host.serviceId().toString());
    } else {
      json.writeNumberProperty("id", host.number());
    }
    json.writeStringProperty("binary", BINARY);
    json.writeStringProperty("host", host.name());
    json.writeStringProperty("zone", host.zone());
    json.writeStringProperty("status", host.enabled() ? "enabled" : "disabled");
    json.writeStringProperty("state", host.up(time.now()) ? "up" : "down");
    json.writeStringProperty("updated_at", Wire.timeMicros(host.heardAt()));
    Wire.optional(json, "disabled_reason", host.disabledReason());
    if (request.version().since(2, 11)) {
      json.writeBooleanProperty("forced_down", host.forcedDown());
    }
    json.writeEndObject();
  }

  private Host load(Request request) {
    var text = request.parameter("id");
    Optional<Host> found;
    if (request.version().since(2, 53)) {
      var id =
          Id.parse(text)
              .orElseThrow(() -> ComputeErrors.badRequest("Invalid uuid %s".formatted(text)));
      found = hosts.byService(id);
    } else {
      found =
          hosts.list().stream()
              .filter(host -> Long.toString(host.number()).equals(text))
              .findFirst();
    }
    return found.orElseThrow(
        () -> ComputeErrors.notFound("Service %s could not be found.".formatted(text)));
  }

  private Response update(Request request) {
    var host = load(request);
    var input = request.body();
    if (input.isEmpty()) {
      throw ComputeErrors.badRequest(
          "No updates were requested. Fields 'status' or 'forced_down' should be specified.");
    }
    var reason = input.path("disabled_reason").asStringOpt();
    var status = input.path("status").asString(host.enabled() ? "enabled" : "disabled");
    if (reason.isPresent() && !status.equals("disabled")) {
      throw ComputeErrors.badRequest(
          "Specifying disabled_reason when status is set to enabled is invalid.");
    }
    var down =
        input.has("forced_down")
            ? Queries.truth(input.path("forced_down").asString()).orElse(false)
            : host.forcedDown();
    var enabled = status.equals("enabled");
    var changed =
        hosts.set(
            host.id(), enabled, enabled ? Optional.empty() : reason.or(host::disabledReason), down);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("service");
      write(json, request, changed);
      json.writeEndObject();
    });
  }

  private Response updateByName(Request request, String action) {
    var name = request.body().path("host").asString();
    var binary = request.body().path("binary").asString();
    var host =
        hosts.list().stream()
            .filter(known -> known.name().equals(name) && binary.equals(BINARY))
            .findFirst()
            .orElseThrow(() ->
                ComputeErrors.notFound(
                    "Could not find binary %s on host %s.".formatted(binary, name)));
    var reason = request.body().path("disabled_reason").asStringOpt();
    var changed =
        switch (action) {
          case "enable" -> hosts.set(host.id(), true, Optional.empty(), host.forcedDown());
          case "force-down" ->
              hosts.set(
                  host.id(),
                  host.enabled(),
                  host.disabledReason(),
                  Queries.truth(request.body().path("forced_down").asString("true")).orElse(true));
          default -> hosts.set(host.id(), false, reason, host.forcedDown());
        };
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("service");
      json.writeStringProperty("host", changed.name());
      json.writeStringProperty("binary", BINARY);
      if (action.equals("force-down")) {
        json.writeBooleanProperty("forced_down", changed.forcedDown());
      } else {
        json.writeStringProperty("status", changed.enabled() ? "enabled" : "disabled");
      }
      reason.ifPresent(text -> json.writeStringProperty("disabled_reason", text));
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response delete(Request request) {
    var host = load(request);
    if (host.up(time.now())) {
      throw ComputeErrors.conflict(
          "Host %s is up; stop its agent before you delete its service.".formatted(host.name()));
    }
    hosts.remove(host);
    return Response.empty(204);
  }
}
