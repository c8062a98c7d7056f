package cairn.identity.federation.peer;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;

/** Service providers over HTTP. */
public final class ServiceProviderApi {
  private final ServiceProviders providers;

  public ServiceProviderApi(ServiceProviders providers) {
    this.providers = providers;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/OS-FEDERATION/service_providers";
    var one = all + "/{service_provider_id}";
    routes.get(all).policy(ServiceProviderPolicy.LIST).to(this::list);
    routes
        .put(one)
        .body(ServiceProviderJson.CREATE)
        .policy(ServiceProviderPolicy.CREATE)
        .to(this::create);
    routes.get(one).policy(ServiceProviderPolicy.SHOW).to(this::show);
    routes
        .patch(one)
        .body(ServiceProviderJson.UPDATE)
        .policy(ServiceProviderPolicy.UPDATE)
        .to(this::update);
    routes.delete(one).policy(ServiceProviderPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "service_providers",
        providers.list(request.query()),
        ServiceProvider::id,
        (json, provider) -> ServiceProviderJson.write(json, provider, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted = ServiceProviderJson.read(id(request), request.body().path("service_provider"));
    return one(201, request, providers.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, providers.find(id(request)));
  }

  private Response update(Request request) {
    var change = request.body().path("service_provider");
    return one(
        200,
        request,
        providers.update(id(request), before -> ServiceProviderJson.merge(before, change)));
  }

  private Response delete(Request request) {
    providers.delete(id(request));
    return Answers.none();
  }

  private static String id(Request request) {
    return request.parameter("service_provider_id");
  }

  private static Response one(int status, Request request, ServiceProvider provider) {
    return Answers.one(
        status,
        "service_provider",
        provider,
        (json, shown) -> ServiceProviderJson.write(json, shown, request.baseUrl()));
  }
}
