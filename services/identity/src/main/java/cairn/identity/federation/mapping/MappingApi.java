package cairn.identity.federation.mapping;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;

/** Mappings over HTTP. */
public final class MappingApi {
  private final Mappings mappings;

  public MappingApi(Mappings mappings) {
    this.mappings = mappings;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/OS-FEDERATION/mappings/{mapping_id}";
    routes.get("/v3/OS-FEDERATION/mappings").policy(MappingPolicy.LIST).to(this::list);
    routes.put(one).body(MappingJson.SCHEMA).policy(MappingPolicy.CREATE).to(this::create);
    routes.get(one).policy(MappingPolicy.SHOW).to(this::show);
    routes.patch(one).body(MappingJson.SCHEMA).policy(MappingPolicy.UPDATE).to(this::update);
    routes.delete(one).policy(MappingPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.list(
        request,
        "mappings",
        mappings.list(),
        (json, mapping) -> MappingJson.write(json, mapping, request.baseUrl()));
  }

  private Response create(Request request) {
    return one(201, request, mappings.create(given(request)));
  }

  private Response show(Request request) {
    return one(200, request, mappings.find(request.parameter("mapping_id")));
  }

  private Response update(Request request) {
    return one(200, request, mappings.replace(given(request)));
  }

  private Response delete(Request request) {
    mappings.delete(request.parameter("mapping_id"));
    return Answers.none();
  }

  private static Mapping given(Request request) {
    return MappingJson.read(request.parameter("mapping_id"), request.body().path("mapping"));
  }

  private static Response one(int status, Request request, Mapping mapping) {
    return Answers.one(
        status,
        "mapping",
        mapping,
        (json, shown) -> MappingJson.write(json, shown, request.baseUrl()));
  }
}
