package cairn.identity.catalog.region;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;

/** Regions over HTTP. */
public final class RegionApi {
  private final Regions regions;
  private final Entropy entropy;

  public RegionApi(Regions regions, Entropy entropy) {
    this.regions = regions;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/regions/{region_id}";
    routes.get("/v3/regions").policy(RegionPolicy.LIST).to(this::list);
    routes.post("/v3/regions").body(RegionJson.SCHEMA).policy(RegionPolicy.CREATE).to(this::create);
    routes.put(one).body(RegionJson.SCHEMA).policy(RegionPolicy.CREATE).to(this::createNamed);
    routes.get(one).policy(RegionPolicy.SHOW).to(this::show);
    routes.patch(one).body(RegionJson.SCHEMA).policy(RegionPolicy.UPDATE).to(this::update);
    routes.delete(one).policy(RegionPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request,
        "regions",
        regions.list(request.query()),
        Region::id,
        (json, region) -> RegionJson.write(json, region, request.baseUrl()));
  }

  private Response create(Request request) {
    var body = request.body().path("region");
    var id = Body.text(body, "id").filter(text -> !text.isBlank()).orElseGet(entropy::hexId);
    return one(201, request, regions.create(RegionJson.read(id, body)));
  }

  private Response createNamed(Request request) {
    var id = request.parameter("region_id");
    var body = request.body().path("region");
    if (Body.text(body, "id").filter(text -> !text.equals(id)).isPresent()) {
      throw Refusals.invalid("The region IDs in the body and in the URL are not the same.");
    }
    return one(201, request, regions.create(RegionJson.read(id, body)));
  }

  private Response show(Request request) {
    var id = request.parameter("region_id");
    return one(200, request, regions.find(id).orElseThrow(() -> Refusals.notFound("region", id)));
  }

  private Response update(Request request) {
    var change = request.body().path("region");
    return one(
        200,
        request,
        regions.update(request.parameter("region_id"), r -> RegionJson.merge(r, change)));
  }

  private Response delete(Request request) {
    regions.delete(request.parameter("region_id"));
    return Answers.none();
  }

  private static Response one(int status, Request request, Region region) {
    return Answers.one(
        status,
        "region",
        region,
        (json, shown) -> RegionJson.write(json, shown, request.baseUrl()));
  }
}
