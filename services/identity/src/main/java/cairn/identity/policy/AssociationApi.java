package cairn.identity.policy;

import cairn.common.CloudException;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.catalog.endpoint.EndpointJson;
import cairn.identity.catalog.endpoint.Endpoints;
import cairn.identity.catalog.region.Regions;
import cairn.identity.catalog.service.Services;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.Optional;

/** What policies are for, over HTTP. */
final class AssociationApi {
  private final Database database;
  private final PolicyDocuments policies;
  private final Endpoints endpoints;
  private final Services services;
  private final Regions regions;
  private final AssociationStore store = new AssociationStore();

  AssociationApi(
      Database database,
      PolicyDocuments policies,
      Endpoints endpoints,
      Services services,
      Regions regions) {
    this.database = database;
    this.policies = policies;
    this.endpoints = endpoints;
    this.services = services;
    this.regions = regions;
  }

  void declare(Routes routes) {
    var all = "/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/";
    routes.get(all + "endpoints").policy(PolicyDocumentPolicy.ENDPOINTS).to(this::endpoints);
    for (var kind : AssociationKind.values()) {
      var one = all + kind.path();
      routes
          .get(one)
          .policy(PolicyDocumentPolicy.association("check", kind))
          .to(request -> check(request, kind));
      routes
          .put(one)
          .policy(PolicyDocumentPolicy.association("create", kind))
          .to(request -> create(request, kind));
      routes
          .delete(one)
          .policy(PolicyDocumentPolicy.association("delete", kind))
          .to(request -> delete(request, kind));
    }
  }

  private Response endpoints(Request request) {
    var policy = policies.require(request.parameter("policy_id"));
    var ids = database.read(tx -> store.endpoints(tx, policy.id()));
    return Answers.list(
        request,
        "endpoints",
        endpoints.some(ids),
        (json, endpoint) -> EndpointJson.write(json, endpoint, request.baseUrl()));
  }

  private Response check(Request request, AssociationKind kind) {
    var association = association(request, kind);
    if (!database.read(tx -> store.exists(tx, association))) {
      throw new CloudException(CloudException.Kind.NOT_FOUND, "Could not find policy association.");
    }
    return Answers.none();
  }

  private Response create(Request request, AssociationKind kind) {
    var association = association(request, kind);
    database.run(tx -> store.put(tx, association));
    return Answers.none();
  }

  private Response delete(Request request, AssociationKind kind) {
    var association = association(request, kind);
    database.run(tx -> store.delete(tx, association));
    return Answers.none();
  }

  private Association association(Request request, AssociationKind kind) {
    var policyId = policies.require(request.parameter("policy_id")).id();
    return switch (kind) {
      case ENDPOINT ->
          new Association(
              policyId,
              Optional.of(
                  found(request, "endpoint", endpoints.find(endpointId(request)).isPresent())),
              Optional.empty(),
              Optional.empty());
      case SERVICE ->
          new Association(policyId, Optional.empty(), Optional.of(service(request)), none());
      case SERVICE_IN_REGION ->
          new Association(
              policyId,
              Optional.empty(),
              Optional.of(service(request)),
              Optional.of(
                  found(request, "region", regions.exists(request.parameter("region_id")))));
    };
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static String endpointId(Request request) {
    return request.parameter("endpoint_id");
  }

  private String service(Request request) {
    return found(request, "service", services.exists(request.parameter("service_id")));
  }

  private static String found(Request request, String noun, boolean exists) {
    var id = request.parameter(noun + "_id");
    if (!exists) {
      throw Refusals.notFound(noun, id);
    }
    return id;
  }
}
