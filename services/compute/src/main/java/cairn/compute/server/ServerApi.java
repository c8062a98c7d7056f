package cairn.compute.server;

import cairn.common.Entropy;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Queries;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /servers}. */
public final class ServerApi {
  private static final String ALL = "/v2.1/servers";
  private static final String ONE = ALL + "/{id}";
  private static final int CREATE_BYTES_MAX = 1 << 20;

  private final Servers servers;
  private final ServerCreation creation;
  private final ServerChanges changes;
  private final ServerUpdates updates;
  private final Entropy entropy;

  /** Answers for those servers. */
  public ServerApi(
      Servers servers,
      ServerCreation creation,
      ServerChanges changes,
      ServerUpdates updates,
      Entropy entropy) {
    this.servers = servers;
    this.creation = creation;
    this.changes = changes;
    this.updates = updates;
    this.entropy = entropy;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    var _ =
        routes.alsoAsks(
            ServerPolicy.INDEX_ALL,
            ServerPolicy.DETAIL_ALL,
            ServerPolicy.ALL_FILTERS,
            ServerPolicy.SHOW_SPECS,
            ServerPolicy.SHOW_HOST,
            ServerPolicy.CREATE_ON_HOST,
            ServerPolicy.CREATE_DESTINATION,
            ServerPolicy.ZERO_DISK,
            ServerPolicy.EXTENDED,
            ServerPolicy.UNLOCK_ANY);
    routes.get(ALL).policyInHandler(ServerPolicy.INDEX).to(this::list);
    routes.get(ALL + "/detail").policyInHandler(ServerPolicy.DETAIL).to(this::listDetailed);
    for (var versioned : ServerCreateSchema.all()) {
      routes
          .post(ALL)
          .since(versioned.since())
          .until(versioned.until())
          .body(versioned.schema())
          .bodyMax(CREATE_BYTES_MAX)
          .policy(ServerPolicy.CREATE)
          .to(this::create);
    }
    routes.get(ONE).policyInHandler(ServerPolicy.SHOW).to(this::show);
    for (var versioned : ServerUpdates.schemas()) {
      routes
          .put(ONE)
          .since(versioned.since())
          .until(versioned.until())
          .body(versioned.schema())
          .policyInHandler(ServerPolicy.UPDATE)
          .to(this::update);
    }
    routes.delete(ONE).policyInHandler(ServerPolicy.DELETE).to(this::delete);
  }

  /** The caller's own project's, which the rule is asked about, or all projects'. */
  private static boolean allProjects(Request request, Rule rule) {
    request.check(Target.ofProject(request.caller().projectId().orElse("")));
    var asked =
        request
            .query()
            .last("all_tenants")
            .map(text ->
                text.isEmpty()
                    || Queries.truth(text)
                        .orElseThrow(() ->
                            ComputeErrors.badRequest("Invalid value for all_tenants: " + text)))
            .orElse(false);
    if (asked && !request.allows(rule, Target.NONE)) {
      throw ComputeErrors.forbidden(
          "Policy doesn't allow %s to be performed.".formatted(rule.name()));
    }
    return asked;
  }

  private Response list(Request request) {
    var filter = ServerFilterReader.read(request, allProjects(request, ServerPolicy.INDEX_ALL));
    var found = filter.map(servers::list).orElse(List.of());
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("servers");
      found.forEach(server -> ServerJson.summary(json, request, server));
      json.writeEndArray();
      filter.ifPresent(
          known -> known.page().links(json, request, "servers", found, s -> s.id().toString()));
      json.writeEndObject();
    });
  }

  private Response listDetailed(Request request) {
    var filter = ServerFilterReader.read(request, allProjects(request, ServerPolicy.DETAIL_ALL));
    var project = Target.ofProject(request.caller().projectId().orElse(""));
    var hostStatus = request.allows(ServerPolicy.SHOW_HOST, project);
    var page =
        filter
            .map(known -> servers.listDetailed(known, hostStatus))
            .orElse(new Servers.Page(List.of(), new ServerDetails(Map.of(), Optional.empty())));
    var sight =
        new ServerJson.Sight(
            request.allows(ServerPolicy.EXTENDED, project),
            request.allows(ServerPolicy.SHOW_SPECS, project),
            false,
            true);
    return Response.ok(json -> {
      var writer = new ServerJson(json, request, sight);
      json.writeStartObject();
      json.writeArrayPropertyStart("servers");
      page.servers().forEach(server -> writer.detail(server, page.details()));
      json.writeEndArray();
      filter.ifPresent(known ->
          known.page().links(json, request, "servers", page.servers(), s -> s.id().toString()));
      json.writeEndObject();
    });
  }

  private Response show(Request request) {
    return one(request, true);
  }

  private Response one(Request request, boolean all) {
    var page =
        servers.detailed(
            request.caller(),
            request.parameter("id"),
            request.allows(ServerPolicy.SHOW_HOST, Target.NONE));
    var server = page.servers().getFirst();
    var target = Target.ofProject(server.owner().projectId());
    request.check(target);
    var sight =
        new ServerJson.Sight(
            request.allows(ServerPolicy.EXTENDED, target),
            request.allows(ServerPolicy.SHOW_SPECS, target),
            true,
            all);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("server");
      new ServerJson(json, request, sight).detail(server, page.details());
      json.writeEndObject();
    });
  }

  private Response create(Request request) {
    var input = ServerCreateReader.read(request.body());
    checkDestination(request, input);
    var zeroDisk = request.allows(ServerPolicy.ZERO_DISK, Target.ofProject(request.projectId()));
    var made = creation.create(request.caller(), input, zeroDisk);
    var body = request.body().path("server");
    if (Queries.truth(body.path("return_reservation_id").asString("")).orElse(false)) {
      var reservation = made.getFirst().batch().reservationId();
      return Response.json(
          202,
          json -> {
            json.writeStartObject();
            json.writeStringProperty("reservation_id", reservation);
            json.writeEndObject();
          });
    }
    var server = made.getFirst();
    var password =
        body.path("adminPass").isString()
            ? body.path("adminPass").asString()
            : Passwords.create(entropy);
    var groups = groups(input);
    return Response.json(
            202, json -> ServerJson.created(json, request, server, Optional.of(password), groups))
        .header("Location", request.baseUrl() + "/compute/v2.1/servers/" + server.id());
  }

  private static List<Map<String, String>> groups(NewServer input) {
    var names = input.securityGroups().isEmpty() ? List.of("default") : input.securityGroups();
    var groups = new ArrayList<Map<String, String>>();
    names.forEach(name -> groups.add(Map.of("name", name)));
    return groups;
  }

  private static void checkDestination(Request request, NewServer input) {
    var project = Target.ofProject(request.projectId());
    if (input.zone().filter(zone -> zone.contains(":")).isPresent()
        && !request.allows(ServerPolicy.CREATE_ON_HOST, project)) {
      throw ComputeErrors.forbidden(
          "Policy doesn't allow %s to be performed.".formatted(ServerPolicy.CREATE_ON_HOST.name()));
    }
    if (input.host().isPresent() && !request.allows(ServerPolicy.CREATE_DESTINATION, project)) {
      throw ComputeErrors.forbidden(
          "Policy doesn't allow %s to be performed."
              .formatted(ServerPolicy.CREATE_DESTINATION.name()));
    }
  }

  private Response update(Request request) {
    var server = servers.get(request.caller(), request.parameter("id"));
    request.check(Target.ofProject(server.owner().projectId()));
    updates.update(request.caller(), server.id(), request.body().path("server"));
    return one(request, request.version().since(2, 75));
  }

  private Response delete(Request request) {
    var server = servers.get(request.caller(), request.parameter("id"));
    request.check(Target.ofProject(server.owner().projectId()));
    changes.delete(request.caller(), server.id());
    return Response.empty(204);
  }
}
