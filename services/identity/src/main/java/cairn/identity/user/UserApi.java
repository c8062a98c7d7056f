package cairn.identity.user;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.CallerDomain;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.Optional;

/** Users over HTTP. */
public final class UserApi {
  private final Users users;
  private final Entropy entropy;

  public UserApi(Users users, Entropy entropy) {
    this.users = users;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/users/{user_id}";
    routes.get("/v3/users").policyInHandler(UserPolicy.LIST).to(this::list);
    routes
        .post("/v3/users")
        .body(UserJson.CREATE)
        .policyInHandler(UserPolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(UserPolicy.SHOW).to(this::show);
    routes.patch(one).body(UserJson.UPDATE).policyInHandler(UserPolicy.UPDATE).to(this::update);
    routes.delete(one).policyInHandler(UserPolicy.DELETE).to(this::delete);
    // Open, because whoever's password has expired cannot get a token; the password is the proof.
    routes.post(one + "/password").body(UserJson.PASSWORD).open().to(this::changePassword);
  }

  private Response list(Request request) {
    var domain = request.caller().domainId();
    request.check(domain.map(id -> Target.NONE.with("target.domain_id", id)).orElse(Target.NONE));
    return Answers.page(
        request,
        "users",
        users.list(request.query(), domain, Optional.empty()),
        User::id,
        (json, user) -> UserJson.write(json, user, request.baseUrl()));
  }

  private Response create(Request request) {
    var body = request.body().path("user");
    var wanted = UserJson.read(entropy.hexId(), body, CallerDomain.of(request.caller()));
    request.check(wanted.target());
    return one(201, request, users.create(wanted, Body.text(body, "password")));
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response update(Request request) {
    var id = checked(request).id();
    var change = request.body().path("user");
    return one(
        200,
        request,
        users.update(id, before -> UserJson.merge(before, change), Body.text(change, "password")));
  }

  private Response delete(Request request) {
    users.delete(checked(request).id());
    return Answers.none();
  }

  private Response changePassword(Request request) {
    var body = request.body().path("user");
    users.changePassword(
        request.parameter("user_id"),
        body.path("original_password").stringValue(),
        body.path("password").stringValue());
    return Answers.none();
  }

  private User checked(Request request) {
    var id = request.parameter("user_id");
    var found = users.find(id);
    request.check(found.map(User::target).orElse(Target.NONE));
    return found.orElseThrow(() -> Refusals.notFound("user", id));
  }

  private static Response one(int status, Request request, User user) {
    return Answers.one(
        status, "user", user, (json, shown) -> UserJson.write(json, shown, request.baseUrl()));
  }
}
