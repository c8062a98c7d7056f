package cairn.identity.role;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;

/** Roles over HTTP. */
public final class RoleApi {
  private final RoleService roles;
  private final Entropy entropy;

  public RoleApi(RoleService roles, Entropy entropy) {
    this.roles = roles;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/roles/{role_id}";
    routes.alsoAsks(RolePolicy.LIST_OF_DOMAIN);
    routes.get("/v3/roles").policyInHandler(RolePolicy.LIST).to(this::list);
    routes.post("/v3/roles").body(RoleJson.CREATE).policy(RolePolicy.CREATE).to(this::create);
    routes.get(one).policyInHandler(RolePolicy.SHOW).to(this::show);
    routes.patch(one).body(RoleJson.UPDATE).policy(RolePolicy.UPDATE).to(this::update);
    routes.delete(one).policy(RolePolicy.DELETE).to(this::delete);
    new ImpliedRoleApi(roles).declare(routes);
  }

  private Response list(Request request) {
    var ofDomain = request.query().last("domain_id").filter(id -> !id.isEmpty()).isPresent();
    var own = request.caller().domainId();
    var target = own.map(id -> Target.NONE.with("target.domain_id", id)).orElse(Target.NONE);
    if (ofDomain && !request.allows(RolePolicy.LIST_OF_DOMAIN, target)) {
      throw Refusals.forbidden(
          "Policy doesn't allow %s to be performed.".formatted(RolePolicy.LIST_OF_DOMAIN.name()));
    }
    request.check(target);
    return Answers.page(
        request,
        "roles",
        roles.list(request.query()),
        Role::id,
        (json, role) -> RoleJson.write(json, role, request.baseUrl()));
  }

  private Response create(Request request) {
    return one(
        201, request, roles.create(RoleJson.read(entropy.hexId(), request.body().path("role"))));
  }

  private Response show(Request request) {
    var id = request.parameter("role_id");
    var found = roles.find(id);
    request.check(found.map(role -> role.target(Target.NONE)).orElse(Target.NONE));
    return one(200, request, found.orElseThrow(() -> Refusals.notFound("role", id)));
  }

  private Response update(Request request) {
    var change = request.body().path("role");
    return one(
        200,
        request,
        roles.update(request.parameter("role_id"), before -> RoleJson.merge(before, change)));
  }

  private Response delete(Request request) {
    roles.delete(request.parameter("role_id"));
    return Answers.none();
  }

  private static Response one(int status, Request request, Role role) {
    return Answers.one(
        status, "role", role, (json, shown) -> RoleJson.write(json, shown, request.baseUrl()));
  }
}
