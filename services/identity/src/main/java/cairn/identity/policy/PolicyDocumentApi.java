package cairn.identity.policy;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.catalog.endpoint.Endpoints;
import cairn.identity.catalog.region.Regions;
import cairn.identity.catalog.service.Services;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;

/** Policies over HTTP. */
public final class PolicyDocumentApi {
  private final PolicyDocuments policies;
  private final Endpoints endpoints;
  private final AssociationApi associations;
  private final Entropy entropy;

  public PolicyDocumentApi(
      Database database, Endpoints endpoints, Services services, Regions regions, Entropy entropy) {
    this.policies = new PolicyDocuments(database);
    this.endpoints = endpoints;
    this.associations = new AssociationApi(database, policies, endpoints, services, regions);
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/policies/{policy_id}";
    routes.get("/v3/policies").policy(PolicyDocumentPolicy.LIST).to(this::list);
    routes
        .post("/v3/policies")
        .body(PolicyDocumentJson.CREATE)
        .policy(PolicyDocumentPolicy.CREATE)
        .to(this::create);
    routes.get(one).policy(PolicyDocumentPolicy.SHOW).to(this::show);
    routes
        .patch(one)
        .body(PolicyDocumentJson.UPDATE)
        .policy(PolicyDocumentPolicy.UPDATE)
        .to(this::update);
    routes.delete(one).policy(PolicyDocumentPolicy.DELETE).to(this::delete);
    routes
        .get("/v3/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy")
        .policy(PolicyDocumentPolicy.OF_ENDPOINT)
        .to(this::ofEndpoint);
    associations.declare(routes);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "policies",
        policies.list(request.query()),
        PolicyDocument::id,
        (json, policy) -> PolicyDocumentJson.write(json, policy, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted = PolicyDocumentJson.read(entropy.hexId(), request.body().path("policy"));
    return one(201, request, policies.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, policies.require(request.parameter("policy_id")));
  }

  private Response update(Request request) {
    var change = request.body().path("policy");
    return one(
        200,
        request,
        policies.update(
            request.parameter("policy_id"), before -> PolicyDocumentJson.merge(before, change)));
  }

  private Response delete(Request request) {
    policies.delete(request.parameter("policy_id"));
    return Answers.none();
  }

  private Response ofEndpoint(Request request) {
    var id = request.parameter("endpoint_id");
    if (endpoints.find(id).isEmpty()) {
      throw Refusals.notFound("endpoint", id);
    }
    return one(
        200,
        request,
        policies
            .ofEndpoint(id)
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.NOT_FOUND,
                    "No policy is associated with endpoint %s.".formatted(id))));
  }

  private static Response one(int status, Request request, PolicyDocument policy) {
    return Answers.one(
        status,
        "policy",
        policy,
        (json, shown) -> PolicyDocumentJson.write(json, shown, request.baseUrl()));
  }
}
