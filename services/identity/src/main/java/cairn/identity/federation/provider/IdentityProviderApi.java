package cairn.identity.federation.provider;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;

/** Identity providers and their protocols over HTTP. */
public final class IdentityProviderApi {
  private final IdentityProviders providers;

  public IdentityProviderApi(IdentityProviders providers) {
    this.providers = providers;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/OS-FEDERATION/identity_providers";
    var one = all + "/{idp_id}";
    routes.get(all).policy(ProviderPolicy.LIST).to(this::list);
    routes.put(one).body(ProviderJson.CREATE).policy(ProviderPolicy.CREATE).to(this::create);
    routes.get(one).policy(ProviderPolicy.SHOW).to(this::show);
    routes.patch(one).body(ProviderJson.UPDATE).policy(ProviderPolicy.UPDATE).to(this::update);
    routes.delete(one).policy(ProviderPolicy.DELETE).to(this::delete);
    var protocols = one + "/protocols";
    var protocol = protocols + "/{protocol_id}";
    routes.get(protocols).policy(ProviderPolicy.LIST_PROTOCOLS).to(this::listProtocols);
    routes
        .put(protocol)
        .body(ProtocolJson.SCHEMA)
        .policy(ProviderPolicy.CREATE_PROTOCOL)
        .to(this::createProtocol);
    routes.get(protocol).policy(ProviderPolicy.SHOW_PROTOCOL).to(this::showProtocol);
    routes
        .patch(protocol)
        .body(ProtocolJson.SCHEMA)
        .policy(ProviderPolicy.UPDATE_PROTOCOL)
        .to(this::updateProtocol);
    routes.delete(protocol).policy(ProviderPolicy.DELETE_PROTOCOL).to(this::deleteProtocol);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "identity_providers",
        providers.list(request.query()),
        IdentityProvider::id,
        (json, provider) -> ProviderJson.write(json, provider, request.baseUrl()));
  }

  private Response create(Request request) {
    var body = request.body().path("identity_provider");
    var wanted =
        ProviderJson.read(request.parameter("idp_id"), Body.text(body, "domain_id", ""), body);
    return one(201, request, providers.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, providers.find(request.parameter("idp_id")));
  }

  private Response update(Request request) {
    var change = request.body().path("identity_provider");
    var updated =
        providers.update(request.parameter("idp_id"), before -> ProviderJson.merge(before, change));
    return one(200, request, updated);
  }

  private Response delete(Request request) {
    providers.delete(request.parameter("idp_id"));
    return Answers.none();
  }

  private Response listProtocols(Request request) {
    return Answers.list(
        request,
        "protocols",
        providers.protocols(request.parameter("idp_id")),
        (json, protocol) -> ProtocolJson.write(json, protocol, request.baseUrl()));
  }

  private Response createProtocol(Request request) {
    var wanted =
        ProtocolJson.read(
            request.parameter("idp_id"),
            request.parameter("protocol_id"),
            request.body().path("protocol"));
    return one(201, request, providers.createProtocol(wanted));
  }

  private Response showProtocol(Request request) {
    var found = providers.protocol(request.parameter("idp_id"), request.parameter("protocol_id"));
    return one(200, request, found);
  }

  private Response updateProtocol(Request request) {
    var change = request.body().path("protocol");
    var updated =
        providers.updateProtocol(
            request.parameter("idp_id"),
            request.parameter("protocol_id"),
            before -> ProtocolJson.merge(before, change));
    return one(200, request, updated);
  }

  private Response deleteProtocol(Request request) {
    providers.deleteProtocol(request.parameter("idp_id"), request.parameter("protocol_id"));
    return Answers.none();
  }

  private static Response one(int status, Request request, IdentityProvider provider) {
    return Answers.one(
        status,
        "identity_provider",
        provider,
        (json, shown) -> ProviderJson.write(json, shown, request.baseUrl()));
  }

  private static Response one(int status, Request request, Protocol protocol) {
    return Answers.one(
        status,
        "protocol",
        protocol,
        (json, shown) -> ProtocolJson.write(json, shown, request.baseUrl()));
  }
}
