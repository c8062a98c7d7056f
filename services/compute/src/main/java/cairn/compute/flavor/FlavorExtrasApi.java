package cairn.compute.flavor;

import cairn.compute.wire.ComputeErrors;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A flavor's extra specs, and who may use it. */
final class FlavorExtrasApi {
  private static final String SPECS = "/v2.1/flavors/{id}/os-extra_specs";
  private static final String SPEC = SPECS + "/{key}";

  private final Flavors flavors;

  FlavorExtrasApi(Flavors flavors) {
    this.flavors = flavors;
  }

  void declare(Routes routes) {
    routes.get(SPECS).policy(FlavorPolicy.SPECS_INDEX).to(this::specs);
    routes
        .post(SPECS)
        .body(FlavorJson.ADD_SPECS)
        .policy(FlavorPolicy.SPECS_CREATE)
        .to(this::addSpecs);
    routes.get(SPEC).policy(FlavorPolicy.SPECS_SHOW).to(this::spec);
    routes.put(SPEC).body(FlavorJson.SET_SPEC).policy(FlavorPolicy.SPECS_UPDATE).to(this::setSpec);
    routes.delete(SPEC).policy(FlavorPolicy.SPECS_DELETE).to(this::dropSpec);
    routes
        .get("/v2.1/flavors/{id}/os-flavor-access")
        .policy(FlavorPolicy.ACCESS_LIST)
        .to(this::access);
    routes
        .post("/v2.1/flavors/{id}/action")
        .action("addTenantAccess")
        .body(FlavorJson.access("addTenantAccess"))
        .policy(FlavorPolicy.ACCESS_ADD)
        .to(this::addAccess);
    routes
        .post("/v2.1/flavors/{id}/action")
        .action("removeTenantAccess")
        .body(FlavorJson.access("removeTenantAccess"))
        .policy(FlavorPolicy.ACCESS_REMOVE)
        .to(this::removeAccess);
  }

  private Response specs(Request request) {
    var flavor = flavors.show(request.caller(), request.parameter("id"));
    return Response.ok(json -> {
      json.writeStartObject();
      FlavorJson.specs(json, flavor.extraSpecs());
      json.writeEndObject();
    });
  }

  private Response spec(Request request) {
    var flavor = flavors.show(request.caller(), request.parameter("id"));
    var key = request.parameter("key");
    var value = flavor.extraSpecs().get(key);
    if (value == null) {
      throw Flavors.noSpec(flavor.id(), key);
    }
    return map(Map.of(key, value));
  }

  private static Response map(Map<String, String> specs) {
    return Response.ok(json -> {
      json.writeStartObject();
      specs.forEach(json::writeStringProperty);
      json.writeEndObject();
    });
  }

  private static Map<String, String> read(JsonNode node) {
    var specs = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) {
      specs.put(entry.getKey(), entry.getValue().asString());
    }
    return specs;
  }

  private Response addSpecs(Request request) {
    var specs = read(request.body().path("extra_specs"));
    flavors.addSpecs(request.parameter("id"), specs);
    return Response.ok(json -> {
      json.writeStartObject();
      FlavorJson.specs(json, specs);
      json.writeEndObject();
    });
  }

  private Response setSpec(Request request) {
    var specs = read(request.body());
    if (!specs.containsKey(request.parameter("key"))) {
      throw ComputeErrors.badRequest("Request body and URI mismatch");
    }
    flavors.addSpecs(request.parameter("id"), specs);
    return map(specs);
  }

  private Response dropSpec(Request request) {
    flavors.dropSpec(request.parameter("id"), request.parameter("key"));
    return Response.empty(200);
  }

  private Response access(Request request) {
    var id = request.parameter("id");
    var projects = flavors.projects(id);
    return Response.ok(json -> FlavorJson.access(json, id, projects));
  }

  private Response addAccess(Request request) {
    var id = request.parameter("id");
    var project = request.body().path("addTenantAccess").path("tenant").asString();
    var projects = flavors.addProject(id, project, request.version().since(2, 7));
    return Response.ok(json -> FlavorJson.access(json, id, projects));
  }

  private Response removeAccess(Request request) {
    var id = request.parameter("id");
    var project = request.body().path("removeTenantAccess").path("tenant").asString();
    var projects = flavors.dropProject(id, project);
    return Response.ok(json -> FlavorJson.access(json, id, projects));
  }
}
