package cairn.identity.role;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Rule;
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
    routes.alsoAsks(
        RolePolicy.LIST_OF_DOMAIN,
        RolePolicy.SHOW_OF_DOMAIN,
        RolePolicy.CREATE_OF_DOMAIN,
        RolePolicy.UPDATE_OF_DOMAIN,
        RolePolicy.DELETE_OF_DOMAIN);
    routes.get("/v3/roles").policyInHandler(RolePolicy.LIST).to(this::list);
    routes
        .post("/v3/roles")
        .body(RoleJson.CREATE)
        .policyInHandler(RolePolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(RolePolicy.SHOW).to(this::show);
    routes.patch(one).body(RoleJson.UPDATE).policyInHandler(RolePolicy.UPDATE).to(this::update);
    routes.delete(one).policyInHandler(RolePolicy.DELETE).to(this::delete);
    new ImpliedRoleApi(roles).declare(routes);
  }

  private Response list(Request request) {
    var own = request.caller().domainId();
    var target = own.map(id -> Target.NONE.with("target.domain_id", id)).orElse(Target.NONE);
    if (request.query().last("domain_id").filter(id -> !id.isEmpty()).isPresent()) {
      request.checkInstead(RolePolicy.LIST_OF_DOMAIN, target);
    } else {
      request.check(target);
    }
    return Answers.page(
        request,
        "roles",
        roles.list(request.query()),
        Role::id,
        (json, role) -> RoleJson.write(json, role, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted = RoleJson.read(entropy.hexId(), request.body().path("role"));
    check(request, wanted, RolePolicy.CREATE_OF_DOMAIN);
    return one(201, request, roles.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, checked(request, RolePolicy.SHOW_OF_DOMAIN));
  }

  private Response update(Request request) {
    var id = checked(request, RolePolicy.UPDATE_OF_DOMAIN).id();
    var change = request.body().path("role");
    return one(200, request, roles.update(id, before -> RoleJson.merge(before, change)));
  }

  private Response delete(Request request) {
    roles.delete(checked(request, RolePolicy.DELETE_OF_DOMAIN).id());
    return Answers.none();
  }

  /** The role of the path. That there is none, everybody may know. */
  private Role checked(Request request, Rule ofDomain) {
    var id = request.parameter("role_id");
    var role = roles.find(id).orElseThrow(() -> Refusals.notFound("role", id));
    check(request, role, ofDomain);
    return role;
  }

  private static void check(Request request, Role role, Rule ofDomain) {
    if (role.domainId().isPresent()) {
      request.checkInstead(ofDomain, role.target(Target.NONE));
    } else {
      request.check(role.target(Target.NONE));
    }
  }

  private static Response one(int status, Request request, Role role) {
    return Answers.one(
        status, "role", role, (json, shown) -> RoleJson.write(json, shown, request.baseUrl()));
  }
}
