package cairn.identity.catalog.endpoint;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;

/** Endpoints over HTTP. */
public final class EndpointApi {
  private final Endpoints endpoints;
  private final Entropy entropy;

  public EndpointApi(Endpoints endpoints, Entropy entropy) {
    this.endpoints = endpoints;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/endpoints/{endpoint_id}";
    routes.get("/v3/endpoints").policy(EndpointPolicy.LIST).to(this::list);
    routes
        .post("/v3/endpoints")
        .body(EndpointJson.CREATE)
        .policy(EndpointPolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(EndpointPolicy.SHOW).to(this::show);
    routes
        .patch(one)
        .body(EndpointJson.UPDATE)
        .policyInHandler(EndpointPolicy.UPDATE)
        .to(this::update);
    routes.delete(one).policyInHandler(EndpointPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "endpoints",
        endpoints.list(request.query()),
        Endpoint::id,
        (json, endpoint) -> EndpointJson.write(json, endpoint, request.baseUrl()));
  }

  private Response create(Request request) {
    var body = request.body().path("endpoint");
    var wanted = EndpointJson.read(entropy.hexId(), body);
    return one(201, request, endpoints.create(wanted, Body.text(body, "region")));
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response update(Request request) {
    var change = request.body().path("endpoint");
    return one(
        200,
        request,
        endpoints.update(
            checked(request).id(),
            before -> EndpointJson.merge(before, change),
            Body.text(change, "region")));
  }

  private Response delete(Request request) {
    endpoints.delete(checked(request).id());
    return Answers.none();
  }

  /** The endpoint of the path. That there is none, everybody may know. */
  private Endpoint checked(Request request) {
    var id = request.parameter("endpoint_id");
    var endpoint = endpoints.find(id).orElseThrow(() -> Refusals.notFound("endpoint", id));
    request.check(Target.NONE);
    return endpoint;
  }

  private static Response one(int status, Request request, Endpoint endpoint) {
    return Answers.one(
        status,
        "endpoint",
        endpoint,
        (json, shown) -> EndpointJson.write(json, shown, request.baseUrl()));
  }
}
