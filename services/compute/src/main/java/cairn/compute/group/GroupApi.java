package cairn.compute.group;

import cairn.common.Entropy;
import cairn.common.Id;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.schedule.Group;
import cairn.policy.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** {@code /os-server-groups}. */
public final class GroupApi {
  private static final String ALL = "/v2.1/os-server-groups";
  private static final String ONE = ALL + "/{id}";

  private static final String FORM =
      """
      {"type": "object", "required": ["server_group"], "additionalProperties": false,
       "properties": {"server_group": {"type": "object", "required": ["name", %s],
         "additionalProperties": false, "properties": {"name": %s, %s}}}}
      """;
  private static final String POLICIES =
      """
      "policies": {"type": "array", "minItems": 1, "maxItems": 1,
                   "items": {"type": "string", "enum": [%s]}}\
      """;
  private static final String HARD = "\"anti-affinity\", \"affinity\"";
  private static final String SOFT = HARD + ", \"soft-anti-affinity\", \"soft-affinity\"";

  private static final BodySchema CREATE =
      BodySchema.of(FORM.formatted("\"policies\"", Schemas.NAME, POLICIES.formatted(HARD)));
  private static final BodySchema CREATE_2_15 =
      BodySchema.of(FORM.formatted("\"policies\"", Schemas.NAME, POLICIES.formatted(SOFT)));
  private static final BodySchema CREATE_2_64 =
      BodySchema.of(
          FORM.formatted(
              "\"policy\"",
              Schemas.NAME,
              """
              "policy": {"type": "string", "enum": [%s]},
              "rules": {"type": "object", "additionalProperties": false,
                        "properties": {"max_server_per_host": %s}}\
              """
                  .formatted(SOFT, Schemas.POSITIVE)));

  private final ServerGroups groups;
  private final Entropy entropy;

  /** Answers for those groups. */
  public GroupApi(ServerGroups groups, Entropy entropy) {
    this.groups = groups;
    this.entropy = entropy;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    var _ = routes.alsoAsks(GroupPolicy.INDEX_ALL);
    routes.get(ALL).policy(GroupPolicy.INDEX).to(this::list);
    create(routes, "2.1", "2.14", CREATE);
    create(routes, "2.15", "2.63", CREATE_2_15);
    create(routes, "2.64", "2.9999", CREATE_2_64);
    routes.get(ONE).policyInHandler(GroupPolicy.SHOW).to(this::show);
    routes.delete(ONE).policyInHandler(GroupPolicy.DELETE).to(this::delete);
  }

  private void create(Routes routes, String since, String until, BodySchema schema) {
    routes
        .post(ALL)
        .since(since)
        .until(until)
        .body(schema)
        .policy(GroupPolicy.CREATE)
        .to(this::create);
  }

  private ServerGroup load(Request request) {
    var text = request.parameter("id");
    var group =
        Id.parse(text)
            .flatMap(groups::find)
            .filter(found ->
                request.caller().hasRole("admin")
                    || request.caller().projectId().equals(Optional.of(found.projectId())))
            .orElseThrow(() ->
                ComputeErrors.notFound("Instance group %s could not be found.".formatted(text)));
    request.check(Target.ofProject(group.projectId()));
    return group;
  }

  private Response list(Request request) {
    Queries.known(request, Set.of("limit", "offset", "all_projects"));
    var all =
        request.query().has("all_projects") && request.allows(GroupPolicy.INDEX_ALL, Target.NONE);
    var limit = Page.of(request.query()).limit();
    var offset = request.query().integer("offset").orElse(0);
    var found =
        groups.list(all ? Optional.empty() : Optional.of(request.projectId()), offset, limit);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("server_groups");
      found.forEach(group -> write(json, group, request));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response create(Request request) {
    var input = request.body().path("server_group");
    var old = input.has("policies");
    var policy =
        ServerGroup.policy(
            old ? input.path("policies").get(0).asString() : input.path("policy").asString());
    var max = input.path("rules").path("max_server_per_host");
    if (!max.isMissingNode() && policy != Group.Kind.ANTI_AFFINITY) {
      throw ComputeErrors.badRequest("Only anti-affinity policy supports rules.");
    }
    var group =
        groups.create(
            new ServerGroup(
                entropy.uuid(),
                request.projectId(),
                request.caller().userId(),
                input.path("name").asString(),
                policy,
                max.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(max.asInt()),
                List.of()));
    return one(request, group);
  }

  private Response show(Request request) {
    return one(request, load(request));
  }

  private static Response one(Request request, ServerGroup group) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("server_group");
      write(json, group, request);
      json.writeEndObject();
    });
  }

  private Response delete(Request request) {
    groups.delete(load(request).id());
    return Response.empty(204);
  }

  private static void write(JsonGenerator json, ServerGroup group, Request request) {
    json.writeStartObject();
    json.writeStringProperty("id", group.id().toString());
    json.writeStringProperty("name", group.name());
    if (request.version().since(2, 64)) {
      json.writeStringProperty("policy", group.policyName());
      json.writeObjectPropertyStart("rules");
      group.perHostMax().ifPresent(max -> json.writeNumberProperty("max_server_per_host", max));
      json.writeEndObject();
    } else {
      json.writeArrayPropertyStart("policies");
      json.writeString(group.policyName());
      json.writeEndArray();
      json.writeObjectPropertyStart("metadata");
      json.writeEndObject();
    }
    json.writeArrayPropertyStart("members");
    group.members().forEach(member -> json.writeString(member.toString()));
    json.writeEndArray();
    if (request.version().since(2, 13)) {
      json.writeStringProperty("project_id", group.projectId());
      json.writeStringProperty("user_id", group.userId());
    }
    json.writeEndObject();
  }
}
