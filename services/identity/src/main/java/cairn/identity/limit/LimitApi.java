package cairn.identity.limit;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.policy.Caller;
import cairn.policy.Target;
import cairn.sql.Database;
import cairn.sql.ListPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Limits over HTTP: the registered ones, and those of projects and domains. */
public final class LimitApi {
  private final Limits limits;
  private final RegisteredLimitApi registered;
  private final Entropy entropy;

  public LimitApi(Limits limits, Database database, Directory directory, Entropy entropy) {
    this.limits = limits;
    this.registered = new RegisteredLimitApi(new RegisteredLimits(database, directory), entropy);
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    registered.declare(routes);
    var one = "/v3/limits/{limit_id}";
    routes.get("/v3/limits/model").policy(LimitPolicy.MODEL).to(_ -> model());
    routes.get("/v3/limits").policy(LimitPolicy.LIST).to(this::list);
    routes.post("/v3/limits").body(LimitJson.CREATE).policy(LimitPolicy.CREATE).to(this::create);
    routes.get(one).policyInHandler(LimitPolicy.SHOW).to(this::show);
    routes.patch(one).body(LimitJson.UPDATE).policyInHandler(LimitPolicy.UPDATE).to(this::update);
    routes.delete(one).policyInHandler(LimitPolicy.DELETE).to(this::delete);
  }

  private Response model() {
    return Answers.one(
        200,
        "model",
        limits.model(),
        (json, model) -> {
          json.writeStringProperty("name", model.wireName());
          json.writeStringProperty("description", model.description());
        });
  }

  /** What the token's scope shows: everything, a domain's, or a project's own. */
  private Response list(Request request) {
    var query = request.query();
    var none = Optional.<String>empty();
    var page =
        switch (request.caller().scope()) {
          case Caller.Scope.AllSystem _ -> limits.list(query, none, none);
          case Caller.Scope.Domain domain -> limits.list(query, none, Optional.of(domain.id()));
          case Caller.Scope.Project project -> limits.list(query, Optional.of(project.id()), none);
          case Caller.Scope.Unscoped _ -> new ListPage<Limit>(List.of(), false);
        };
    return Answers.page(request, "limits", page, Limit::id, view(request));
  }

  private Response create(Request request) {
    var wanted = new ArrayList<NewLimit>();
    request
        .body()
        .path("limits")
        .forEach(limit -> wanted.add(LimitJson.read(entropy.hexId(), limit)));
    return Answers.made("limits", limits.create(wanted), view(request));
  }

  private Response show(Request request) {
    var id = request.parameter("limit_id");
    request.check(limits.find(id).map(Limit::target).orElse(Target.NONE));
    return one(request, limits.require(id));
  }

  private Response update(Request request) {
    var change = request.body().path("limit");
    return one(
        request,
        limits.update(
            checked(request).id(),
            change.has("resource_limit")
                ? OptionalInt.of(change.path("resource_limit").intValue())
                : OptionalInt.empty(),
            change.has("description")
                ? Optional.of(Body.text(change, "description"))
                : Optional.empty()));
  }

  private Response delete(Request request) {
    limits.delete(checked(request).id());
    return Answers.none();
  }

  /** The limit of the path. That there is none, everybody may know. */
  private Limit checked(Request request) {
    var limit = limits.require(request.parameter("limit_id"));
    request.check(limit.target());
    return limit;
  }

  private static Response one(Request request, Limit limit) {
    return Answers.one(200, "limit", limit, view(request));
  }

  private static Answers.View<Limit> view(Request request) {
    return (json, limit) -> LimitJson.write(json, limit, request.baseUrl());
  }
}
