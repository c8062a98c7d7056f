package cairn.identity.limit;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import java.util.ArrayList;

/** Registered limits over HTTP. */
final class RegisteredLimitApi {
  private final RegisteredLimits limits;
  private final Entropy entropy;

  RegisteredLimitApi(RegisteredLimits limits, Entropy entropy) {
    this.limits = limits;
    this.entropy = entropy;
  }

  void declare(Routes routes) {
    var all = "/v3/registered_limits";
    var one = all + "/{registered_limit_id}";
    routes.get(all).policy(LimitPolicy.LIST_REGISTERED).to(this::list);
    routes
        .post(all)
        .body(RegisteredLimitJson.CREATE)
        .policy(LimitPolicy.CREATE_REGISTERED)
        .to(this::create);
    routes.get(one).policy(LimitPolicy.SHOW_REGISTERED).to(this::show);
    routes
        .patch(one)
        .body(RegisteredLimitJson.UPDATE)
        .policy(LimitPolicy.UPDATE_REGISTERED)
        .to(this::update);
    routes.delete(one).policy(LimitPolicy.DELETE_REGISTERED).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "registered_limits",
        limits.list(request.query()),
        RegisteredLimit::id,
        view(request));
  }

  private Response create(Request request) {
    var wanted = new ArrayList<RegisteredLimit>();
    request
        .body()
        .path("registered_limits")
        .forEach(limit -> wanted.add(RegisteredLimitJson.read(entropy.hexId(), limit)));
    return Answers.made("registered_limits", limits.create(wanted), view(request));
  }

  private Response show(Request request) {
    return one(request, limits.require(request.parameter("registered_limit_id")));
  }

  private Response update(Request request) {
    var change = request.body().path("registered_limit");
    return one(
        request,
        limits.update(
            request.parameter("registered_limit_id"),
            before -> RegisteredLimitJson.merge(before, change)));
  }

  private Response delete(Request request) {
    limits.delete(request.parameter("registered_limit_id"));
    return Answers.none();
  }

  private static Response one(Request request, RegisteredLimit limit) {
    return Answers.one(200, "registered_limit", limit, view(request));
  }

  private static Answers.View<RegisteredLimit> view(Request request) {
    return (json, limit) -> RegisteredLimitJson.write(json, limit, request.baseUrl());
  }
}
