package cairn.identity.catalog.service;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;

/** Services over HTTP. */
public final class ServiceApi {
  private final Services services;
  private final Entropy entropy;

  public ServiceApi(Services services, Entropy entropy) {
    this.services = services;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/services/{service_id}";
    routes.get("/v3/services").policy(ServicePolicy.LIST).to(this::list);
    routes
        .post("/v3/services")
        .body(ServiceJson.CREATE)
        .policy(ServicePolicy.CREATE)
        .to(this::create);
    routes.get(one).policy(ServicePolicy.SHOW).to(this::show);
    routes.patch(one).body(ServiceJson.UPDATE).policy(ServicePolicy.UPDATE).to(this::update);
    routes.delete(one).policy(ServicePolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "services",
        services.list(request.query()),
        Service::id,
        (json, service) -> ServiceJson.write(json, service, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted = ServiceJson.read(entropy.hexId(), request.body().path("service"));
    return one(201, request, services.create(wanted));
  }

  private Response show(Request request) {
    var id = request.parameter("service_id");
    return one(200, request, services.find(id).orElseThrow(() -> Refusals.notFound("service", id)));
  }

  private Response update(Request request) {
    var change = request.body().path("service");
    return one(
        200,
        request,
        services.update(
            request.parameter("service_id"), before -> ServiceJson.merge(before, change)));
  }

  private Response delete(Request request) {
    services.delete(request.parameter("service_id"));
    return Answers.none();
  }

  private static Response one(int status, Request request, Service service) {
    return Answers.one(
        status,
        "service",
        service,
        (json, shown) -> ServiceJson.write(json, shown, request.baseUrl()));
  }
}
