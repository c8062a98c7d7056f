package cairn.network.router;

import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.network.subnet.HostRoute;
import cairn.network.wire.Input;
import cairn.network.wire.JsonOut;
import cairn.network.wire.ListRequest;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Noun;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.network.wire.Sight;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Routers on the wire, with their interfaces and extra routes. */
public final class RouterApi implements Noun<Router> {
  /** Rules that no route asks by itself. */
  public static final List<Rule> RULES = RouterJson.MORE;

  private static final BodySchema INTERFACE =
      BodySchema.of(
          """
          {"type": "object",
           "properties": {"subnet_id": {"type": "string"}, "port_id": {"type": "string"}},
           "additionalProperties": false}\
          """);

  private static final BodySchema EXTRA_ROUTES =
      BodySchema.of(
          """
          {"type": "object", "required": ["router"],
           "properties": {"router": {"type": "object", "required": ["routes"],
             "properties": {"routes": {"type": "array"}}, "additionalProperties": false}},
           "additionalProperties": false}\
          """);

  private final Routers routers;
  private final Database database;
  private final String zone;

  public RouterApi(Routers routers, Database database, String zone) {
    this.routers = routers;
    this.database = database;
    this.zone = zone;
  }

  /** Enters the routes that other nouns do not have. */
  public void declare(Routes routes) {
    var one = "/v2.0/routers/{id}";
    routes
        .put(one + "/add_router_interface")
        .body(INTERFACE)
        .policyInHandler(RouterJson.ADD_INTERFACE)
        .to(this::addInterface);
    routes
        .put(one + "/remove_router_interface")
        .body(INTERFACE)
        .policyInHandler(RouterJson.REMOVE_INTERFACE)
        .to(this::removeInterface);
    routes
        .put(one + "/add_extraroutes")
        .body(EXTRA_ROUTES)
        .policyInHandler(RouterJson.ADD_ROUTES)
        .to(request -> routes(request, true));
    routes
        .put(one + "/remove_extraroutes")
        .body(EXTRA_ROUTES)
        .policyInHandler(RouterJson.REMOVE_ROUTES)
        .to(request -> routes(request, false));
  }

  private Router locked(Transaction tx, Request request) {
    var router = load(tx, Sight.of(request.caller()), request.parameter("id"), true);
    request.check(target(router));
    return router;
  }

  private Response addInterface(Request request) {
    var subnet = text(request, "subnet_id");
    var port = text(request, "port_id");
    if (subnet.isPresent() == port.isPresent()) {
      throw NetworkErrors.badRequest(
          "BadRequest",
          "Bad router request: %s."
              .formatted(
                  subnet.isPresent()
                      ? "Cannot specify both subnet-id and port-id"
                      : "Either subnet_id or port_id must be specified"));
    }
    var leg =
        database.inTransaction(tx -> {
          var router = locked(tx, request);
          var sight = Sight.of(request.caller());
          return subnet
              .map(id -> routers.addSubnet(tx, sight, router, id))
              .or(() -> port.map(id -> routers.addPort(tx, sight, router, id)))
              .orElseThrow();
        });
    return Response.ok(json -> RouterJson.write(leg, json));
  }

  private Response removeInterface(Request request) {
    var subnet = text(request, "subnet_id");
    var port = text(request, "port_id");
    if (subnet.isEmpty() && port.isEmpty()) {
      throw NetworkErrors.badRequest(
          "BadRequest", "Bad router request: Either subnet_id or port_id must be specified.");
    }
    var leg =
        database.inTransaction(tx ->
            routers.remove(tx, Sight.of(request.caller()), locked(tx, request), subnet, port));
    return Response.ok(json -> RouterJson.write(leg, json));
  }

  private static Optional<String> text(Request request, String name) {
    var value = request.body().path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private Response routes(Request request, boolean add) {
    var given = HostRoute.read("routes", request.body().get("router").get("routes"));
    var changed =
        database.inTransaction(tx -> {
          var router = locked(tx, request);
          return add
              ? routers.addRoutes(tx, router, given)
              : routers.removeRoutes(tx, router, given);
        });
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("router");
      RouterJson.write(changed, zone, new JsonOut(json, Set.of()));
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  @Override
  public Shape shape() {
    return RouterJson.SHAPE;
  }

  @Override
  public NounPolicy policy() {
    return RouterJson.POLICY;
  }

  @Override
  public ListPage<Router> list(Transaction tx, Request request, Sight sight, ListRequest wanted) {
    return routers.list(tx, sight, wanted);
  }

  @Override
  public Router load(Transaction tx, Sight sight, String id, boolean lock) {
    return routers.get(tx, sight, id, lock);
  }

  @Override
  public UUID id(Router router) {
    return router.id().value();
  }

  @Override
  public Target target(Router router) {
    return Target.ofProject(router.projectId());
  }

  @Override
  public Router create(Transaction tx, Request request, Input input) {
    var sight = Sight.of(request.caller());
    var project = input.project().orElse(sight.project());
    var gateway = RouterJson.gateway(input);
    gateway.ifPresent(wish ->
        ask(request, wish, RouterJson.SNAT, RouterJson.ADDRESSES, Target.ofProject(project)));
    return routers.create(tx, sight, project, input, gateway);
  }

  @Override
  public Router update(Transaction tx, Request request, Router router, Input input) {
    var gateway = RouterJson.gateway(input);
    gateway.ifPresent(wish ->
        ask(request, wish, RouterJson.UPDATE_SNAT, RouterJson.UPDATE_ADDRESSES, target(router)));
    return routers.update(
        tx, Sight.of(request.caller()), router, input, gateway, RouterJson.routes(input));
  }

  private static void ask(
      Request request, GatewayWish wish, Rule snat, Rule addresses, Target target) {
    if (wish.snat().isPresent() && !request.allows(snat, target)) {
      throw NetworkErrors.forbidden(snat.name());
    }
    if (wish.fixedIps().isPresent() && !request.allows(addresses, target)) {
      throw NetworkErrors.forbidden(addresses.name());
    }
  }

  @Override
  public void delete(Transaction tx, Request request, Router router) {
    routers.delete(tx, router);
  }

  @Override
  public void write(Router router, JsonOut out, Request request) {
    RouterJson.write(router, zone, out);
  }
}
