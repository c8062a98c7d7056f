package cairn.network.quota;

import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.network.wire.Check;
import cairn.network.wire.Input;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Sight;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.sql.Database;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Quotas on the wire. */
public final class QuotaApi {
  private static final Rule LIST =
      new Rule("get_quotas", NounPolicy.ADMIN, "List the projects with quotas of their own");
  private static final Rule GET =
      new Rule("get_quota", NounPolicy.READER, "Get a project's quotas");
  private static final Rule UPDATE =
      new Rule("update_quota", NounPolicy.ADMIN, "Set a project's quotas");
  private static final Rule DELETE =
      new Rule("delete_quota", NounPolicy.ADMIN, "Set a project's quotas back");

  private static final BodySchema BODY =
      BodySchema.of(
          """
          {"type": "object", "required": ["quota"], "properties": {"quota": {"type": "object"}}}\
          """);

  private final Quotas quotas;
  private final Database database;

  public QuotaApi(Quotas quotas, Database database) {
    this.quotas = quotas;
    this.database = database;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v2.0/quotas").policy(LIST).to(this::list);
    routes.get("/v2.0/quotas/tenant").to(this::tenant);
    routes.get("/v2.0/quotas/{project}").policyInHandler(GET).to(this::show);
    routes.get("/v2.0/quotas/{project}/default").policyInHandler(GET).to(this::defaults);
    routes.get("/v2.0/quotas/{project}/details").policyInHandler(GET).to(this::details);
    routes.get("/v2.0/quotas/{project}/details.json").policyInHandler(GET).to(this::details);
    routes.put("/v2.0/quotas/{project}").body(BODY).policy(UPDATE).to(this::update);
    routes.delete("/v2.0/quotas/{project}").policy(DELETE).to(this::delete);
  }

  private Response list(Request request) {
    var limits = database.read(quotas::all);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("quotas");
      limits.forEach((project, values) -> {
        json.writeStartObject();
        json.writeStringProperty("tenant_id", project);
        json.writeStringProperty("project_id", project);
        write(json, values);
        json.writeEndObject();
      });
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response tenant(Request request) {
    var project = Sight.of(request.caller()).project();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("tenant");
      json.writeStringProperty("tenant_id", project);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static String project(Request request) {
    var project = request.parameter("project");
    request.check(Target.ofProject(project));
    return project;
  }

  private Response show(Request request) {
    var project = project(request);
    return answer(database.read(tx -> quotas.limits(tx, project)));
  }

  private Response defaults(Request request) {
    project(request);
    return answer(quotas.defaults(""));
  }

  private static Response answer(Map<QuotaResource, Integer> limits) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota");
      write(json, limits);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Map<QuotaResource, Integer> limits) {
    limits.forEach((resource, limit) -> json.writeNumberProperty(resource.wire(), limit));
  }

  private Response details(Request request) {
    var project = project(request);
    record Detail(int limit, long used) {}
    var details =
        database.read(tx -> {
          var all = new EnumMap<QuotaResource, Detail>(QuotaResource.class);
          quotas
              .limits(tx, project)
              .forEach((resource, limit) ->
                  all.put(resource, new Detail(limit, quotas.used(tx, project, resource))));
          return all;
        });
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("quota");
      details.forEach((resource, detail) -> {
        json.writeObjectPropertyStart(resource.wire());
        json.writeNumberProperty("limit", detail.limit());
        json.writeNumberProperty("used", detail.used());
        json.writeNumberProperty("reserved", 0);
        json.writeEndObject();
      });
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response update(Request request) {
    var wanted = new LinkedHashMap<String, Integer>();
    for (var entry : request.body().get("quota").properties()) {
      var name = entry.getKey();
      if (name.equals("tenant_id") || name.equals("project_id")) {
        continue;
      }
      if (QuotaResource.of(name).isEmpty()) {
        throw NetworkErrors.badRequest("Unrecognized attribute(s) '%s'".formatted(name));
      }
      Check.integer(-1, Integer.MAX_VALUE)
          .problem(entry.getValue())
          .ifPresent(problem -> {
            throw NetworkErrors.badAttribute(name, problem);
          });
      wanted.put(name, Input.number(entry.getValue()).orElse(-1));
    }
    var project = request.parameter("project");
    return answer(
        database.inTransaction(tx -> {
          quotas.set(tx, project, wanted);
          return quotas.limits(tx, project);
        }));
  }

  private Response delete(Request request) {
    database.run(tx -> quotas.reset(tx, request.parameter("project")));
    return Response.empty(204);
  }
}
