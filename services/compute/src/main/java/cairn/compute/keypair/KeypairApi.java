package cairn.compute.keypair;

import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.util.Optional;
import java.util.Set;

/** {@code /os-keypairs}. */
public final class KeypairApi {
  private static final String ALL = "/v2.1/os-keypairs";
  private static final String ONE = ALL + "/{name}";

  private final Keypairs keypairs;

  /** Answers for those key pairs. */
  public KeypairApi(Keypairs keypairs) {
    this.keypairs = keypairs;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(ALL).policyInHandler(KeypairPolicy.INDEX).to(this::list);
    create(routes, "2.1", "2.1", KeypairJson.CREATE);
    create(routes, "2.2", "2.9", KeypairJson.CREATE_2_2);
    create(routes, "2.10", "2.91", KeypairJson.CREATE_2_10);
    create(routes, "2.92", "2.9999", KeypairJson.CREATE_2_92);
    routes.get(ONE).policyInHandler(KeypairPolicy.SHOW).to(this::show);
    routes.delete(ONE).policyInHandler(KeypairPolicy.DELETE).to(this::delete);
  }

  private void create(Routes routes, String since, String until, BodySchema schema) {
    routes
        .post(ALL)
        .since(since)
        .until(until)
        .body(schema)
        .policyInHandler(KeypairPolicy.CREATE)
        .to(this::create);
  }

  /** Checks the rule for whom the request is about: the caller, or from 2.10 on who is named. */
  private static String user(Request request, Optional<String> named) {
    var userId =
        named
            .filter(_ -> request.version().since(2, 10))
            .filter(id -> !id.isEmpty())
            .orElse(request.caller().userId());
    request.check(Target.ofUser(userId));
    return userId;
  }

  private static String user(Request request) {
    return user(request, request.query().last("user_id"));
  }

  private Response list(Request request) {
    Queries.known(request, Set.of("user_id", "limit", "marker"));
    var userId = user(request);
    var paged = request.version().since(2, 35);
    var page =
        paged ? Page.of(request.query()) : new Page(Integer.MAX_VALUE, Optional.<String>empty());
    var found = keypairs.list(userId, page);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("keypairs");
      found.forEach(keypair -> KeypairJson.listed(json, keypair, request.version()));
      json.writeEndArray();
      page.links(json, request, "keypairs", found, Keypair::name);
      json.writeEndObject();
    });
  }

  private Response create(Request request) {
    var input = request.body().path("keypair");
    var userId = user(request, Optional.of(input.path("user_id").asString("")));
    var name = input.path("name").asString();
    var type = KeypairType.of(input.path("type").asString("ssh"));
    var status = request.version().since(2, 2) ? 201 : 200;
    var project = request.caller().projectId().orElse("");
    var wish = new Keypairs.Wish(project, userId, name, type);
    if (input.has("public_key")) {
      var keypair = keypairs.take(wish, input.path("public_key").asString());
      return Response.json(
          status, json -> KeypairJson.created(json, keypair, Optional.empty(), request.version()));
    }
    var made = keypairs.generate(wish);
    return Response.json(
        status,
        json ->
            KeypairJson.created(
                json, made.keypair(), Optional.of(made.privateKey()), request.version()));
  }

  private Response show(Request request) {
    Queries.known(request, Set.of("user_id"));
    var keypair = keypairs.show(user(request), request.parameter("name"));
    return Response.ok(json -> KeypairJson.shown(json, keypair, request.version()));
  }

  private Response delete(Request request) {
    Queries.known(request, Set.of("user_id"));
    keypairs.delete(user(request), request.parameter("name"));
    return Response.empty(request.version().since(2, 2) ? 204 : 202);
  }
}
