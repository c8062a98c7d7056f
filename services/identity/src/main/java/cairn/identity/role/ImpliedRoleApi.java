package cairn.identity.role;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.role.RoleStore.Inference;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What roles imply, over HTTP. */
final class ImpliedRoleApi {
  private final RoleService roles;

  ImpliedRoleApi(RoleService roles) {
    this.roles = roles;
  }

  void declare(Routes routes) {
    var all = "/v3/roles/{prior_role_id}/implies";
    var one = all + "/{implied_role_id}";
    routes.get(all).policy(RolePolicy.LIST_IMPLIED).to(this::list);
    // Before GET, which serves HEAD where there is nothing better.
    routes.head(one).policy(RolePolicy.CHECK_IMPLIED).to(this::check);
    routes.get(one).policy(RolePolicy.SHOW_IMPLIED).to(this::show);
    routes.put(one).policy(RolePolicy.CREATE_IMPLIED).to(this::create);
    routes.delete(one).policy(RolePolicy.DELETE_IMPLIED).to(this::delete);
    routes.get("/v3/role_inferences").policy(RolePolicy.LIST_INFERENCES).to(this::all);
  }

  private Response all(Request request) {
    var inferences = roles.inferences(Optional.empty(), Optional.empty());
    var byId = byId(inferences);
    var priors = new LinkedHashMap<String, List<Role>>();
    for (var inference : inferences) {
      priors
          .computeIfAbsent(inference.priorId(), _ -> new ArrayList<>())
          .addAll(Optional.ofNullable(byId.get(inference.impliedId())).stream().toList());
    }
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("role_inferences");
          priors.forEach((priorId, implied) ->
              Optional.ofNullable(byId.get(priorId))
                  .ifPresent(prior -> {
                    json.writeStartObject();
                    write(json, prior, implied, request);
                    json.writeEndObject();
                  }));
          json.writeEndArray();
          self(json, request);
          json.writeEndObject();
        });
  }

  private Response list(Request request) {
    var prior = role(request, "prior_role_id");
    var inferences = roles.inferences(Optional.of(prior.id()), Optional.empty());
    var implied = roles.some(inferences.stream().map(Inference::impliedId).toList());
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("role_inference");
          write(json, prior, implied, request);
          json.writeEndObject();
          self(json, request);
          json.writeEndObject();
        });
  }

  private Response show(Request request) {
    var prior = role(request, "prior_role_id");
    var implied = role(request, "implied_role_id");
    requireImplied(prior, implied);
    return inference(200, request, prior, implied);
  }

  private Response check(Request request) {
    requireImplied(role(request, "prior_role_id"), role(request, "implied_role_id"));
    return Answers.none();
  }

  private Response create(Request request) {
    var prior = role(request, "prior_role_id");
    var implied = role(request, "implied_role_id");
    roles.imply(prior, implied);
    return inference(201, request, prior, implied);
  }

  private Response delete(Request request) {
    roles.endImplying(
        new Inference(role(request, "prior_role_id").id(), role(request, "implied_role_id").id()));
    return Answers.none();
  }

  private Map<String, Role> byId(List<Inference> inferences) {
    var ids = new LinkedHashSet<String>();
    for (var inference : inferences) {
      ids.add(inference.priorId());
      ids.add(inference.impliedId());
    }
    return roles.some(ids).stream().collect(Collectors.toMap(Role::id, Function.identity()));
  }

  private void requireImplied(Role prior, Role implied) {
    if (roles.inferences(Optional.of(prior.id()), Optional.of(implied.id())).isEmpty()) {
      throw notImplied(prior.id(), implied.id());
    }
  }

  static CloudException notImplied(String priorId, String impliedId) {
    return new CloudException(
        Kind.NOT_FOUND, "%s does not imply %s.".formatted(priorId, impliedId));
  }

  private Role role(Request request, String parameter) {
    var id = request.parameter(parameter);
    return roles.find(id).orElseThrow(() -> Refusals.notFound("role", id));
  }

  private static Response inference(int status, Request request, Role prior, Role implied) {
    return Answers.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("role_inference");
          json.writeObjectPropertyStart("prior_role");
          RoleJson.brief(json, prior, request.baseUrl());
          json.writeEndObject();
          json.writeObjectPropertyStart("implies");
          RoleJson.brief(json, implied, request.baseUrl());
          json.writeEndObject();
          json.writeEndObject();
          self(json, request);
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Role prior, List<Role> implied, Request request) {
    json.writeObjectPropertyStart("prior_role");
    RoleJson.brief(json, prior, request.baseUrl());
    json.writeEndObject();
    json.writeArrayPropertyStart("implies");
    for (var role : implied) {
      json.writeStartObject();
      RoleJson.brief(json, role, request.baseUrl());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void self(JsonGenerator json, Request request) {
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("self", request.baseUrl() + request.path());
    json.writeEndObject();
  }
}
