package cairn.compute.quota;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Queries;
import cairn.http.BodySchema;
import cairn.http.Microversion;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code /os-quota-sets}, {@code /os-quota-class-sets} and {@code /limits}. */
public final class QuotaApi {
  private static final String ONE = "/v2.1/os-quota-sets/{project}";
  private static final String CLASS = "/v2.1/os-quota-class-sets/{class}";

  private final Quotas quotas;
  private final LimitsApi limits;

  /**
   * Answers for those quotas.
   *
   * @param groups how many server groups a project has
   */
  public QuotaApi(Quotas quotas, ToLongFunction<String> groups) {
    this.quotas = quotas;
    this.limits = new LimitsApi(quotas, groups);
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    var _ = routes.alsoAsks(QuotaPolicy.LIMITS_OTHER);
    routes.get(ONE).policyInHandler(QuotaPolicy.SHOW).to(this::show);
    routes.get(ONE + "/detail").policyInHandler(QuotaPolicy.DETAIL).to(this::detail);
    routes.get(ONE + "/defaults").policy(QuotaPolicy.DEFAULTS).to(this::defaults);
    update(routes, "2.1", "2.35", false, false);
    update(routes, "2.36", "2.56", true, false);
    update(routes, "2.57", "2.9999", true, true);
    routes.delete(ONE).policy(QuotaPolicy.DELETE).to(this::delete);
    routes.get(CLASS).policy(QuotaPolicy.CLASS_SHOW).to(this::showClass);
    limits.declare(routes);
  }

  private void update(
      Routes routes, String since, String until, boolean noNetwork, boolean noFiles) {
    routes
        .put(ONE)
        .since(since)
        .until(until)
        .body(schema("quota_set", noNetwork, noFiles, ", \"force\": {}"))
        .policy(QuotaPolicy.UPDATE)
        .to(this::update);
    routes
        .put(CLASS)
        .since(since)
        .until(until)
        .body(schema("quota_class_set", noNetwork, noFiles, ""))
        .policy(QuotaPolicy.CLASS_UPDATE)
        .to(this::updateClass);
  }

  private static BodySchema schema(
      String key, boolean withoutNetwork, boolean withoutFiles, String more) {
    var properties =
        Resource.since(withoutNetwork, withoutFiles).stream()
            .map(resource ->
                """
                "%s": {"type": ["integer", "string"], "pattern": "^-?[0-9]+$",
                       "minimum": -1, "maximum": 2147483647, "minLength": 1}\
                """
                    .formatted(resource.wire()))
            .collect(Collectors.joining(", "));
    return BodySchema.of(
        """
        {"type": "object", "required": ["%1$s"], "additionalProperties": false,
         "properties": {"%1$s": {"type": "object", "additionalProperties": false,
                                 "properties": {%2$s%3$s}}}}
        """
            .formatted(key, properties, more));
  }

  private static List<Resource> visible(Microversion version) {
    return Resource.since(version.since(2, 36), version.since(2, 57));
  }

  private Response show(Request request) {
    var project = request.parameter("project");
    request.check(Target.ofProject(project));
    Queries.known(request, java.util.Set.of("user_id"));
    return set(request, project, quotas.standing(project).limits());
  }

  private Response defaults(Request request) {
    return set(
        request, request.parameter("project"), quotas.standing(QuotaStore.DEFAULTS).limits());
  }

  private static Response set(Request request, String id, Map<Resource, Long> limits) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota_set");
      json.writeStringProperty("id", id);
      numbers(json, request, limits);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void numbers(JsonGenerator json, Request request, Map<Resource, Long> limits) {
    for (var resource : visible(request.version())) {
      json.writeNumberProperty(resource.wire(), limits.getOrDefault(resource, -1L));
    }
  }

  private Response detail(Request request) {
    var project = request.parameter("project");
    request.check(Target.ofProject(project));
    var standing = quotas.standing(project);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota_set");
      json.writeStringProperty("id", project);
      for (var resource : visible(request.version())) {
        json.writeObjectPropertyStart(resource.wire());
        json.writeNumberProperty("limit", standing.limits().getOrDefault(resource, -1L));
        json.writeNumberProperty("in_use", standing.usage().of(resource));
        json.writeNumberProperty("reserved", 0);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static Map<Resource, Long> read(JsonNode set) {
    var limits = new EnumMap<Resource, Long>(Resource.class);
    for (var entry : set.properties()) {
      Resource.of(entry.getKey())
          .ifPresent(resource -> limits.put(resource, number(entry.getKey(), entry.getValue())));
    }
    return limits;
  }

  /** A number, or a text of one: the schema bounds only the former. */
  private static long number(String name, JsonNode value) {
    var text = value.asString();
    if (text.matches("-1|[0-9]{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE) {
      return Long.parseLong(text);
    }
    throw ComputeErrors.badRequest(
        "Invalid input for field/attribute %s. Value: %s. It is a number from -1 to %d."
            .formatted(name, text, Integer.MAX_VALUE));
  }

  private Response update(Request request) {
    var set = request.body().path("quota_set");
    var force = Queries.truth(set.path("force").asString("false")).orElse(false);
    var limits = quotas.set(request.parameter("project"), read(set), force);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota_set");
      numbers(json, request, limits);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response delete(Request request) {
    quotas.reset(request.parameter("project"));
    return Response.empty(202);
  }

  private Response showClass(Request request) {
    var limits = quotas.standing(QuotaStore.DEFAULTS).limits();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota_class_set");
      json.writeStringProperty("id", request.parameter("class"));
      numbers(json, request, limits);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response updateClass(Request request) {
    var limits =
        quotas.set(QuotaStore.DEFAULTS, read(request.body().path("quota_class_set")), true);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota_class_set");
      numbers(json, request, limits);
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
