package cairn.compute.flavor;

import cairn.common.Entropy;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /flavors}. */
public final class FlavorApi {
  private static final Set<String> PARAMETERS =
      Set.of("limit", "marker", "is_public", "minRam", "minDisk", "sort_key", "sort_dir");

  private final Flavors flavors;
  private final Entropy entropy;

  /** Answers for those flavors. */
  public FlavorApi(Flavors flavors, Entropy entropy) {
    this.flavors = flavors;
    this.entropy = entropy;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get("/v2.1/flavors").to(request -> list(request, false));
    routes.get("/v2.1/flavors/detail").to(request -> list(request, true));
    routes.get("/v2.1/flavors/{id}").to(this::show);
    routes
        .post("/v2.1/flavors")
        .until("2.54")
        .body(FlavorJson.CREATE)
        .policy(FlavorPolicy.CREATE)
        .to(this::create);
    routes
        .post("/v2.1/flavors")
        .since("2.55")
        .body(FlavorJson.CREATE_DESCRIBED)
        .policy(FlavorPolicy.CREATE)
        .to(this::create);
    routes
        .put("/v2.1/flavors/{id}")
        .since("2.55")
        .body(FlavorJson.UPDATE)
        .policy(FlavorPolicy.UPDATE)
        .to(this::update);
    routes.delete("/v2.1/flavors/{id}").policy(FlavorPolicy.DELETE).to(this::delete);
    new FlavorExtrasApi(flavors).declare(routes);
  }

  private Response list(Request request, boolean detailed) {
    Queries.known(request, PARAMETERS);
    var query = request.query();
    var admin = request.caller().hasRole("admin");
    var isPublic = admin ? isPublic(query.last("is_public")) : Optional.of(true);
    var filter =
        new FlavorFilter(
            Flavors.viewer(request.caller()),
            isPublic,
            number(query.last("minRam"), "minRam"),
            number(query.last("minDisk"), "minDisk"));
    var page = Page.of(query);
    var order = order(query.last("sort_key").orElse("flavorid"));
    var descending = query.last("sort_dir").orElse("asc").equals("desc");
    var found = flavors.list(filter, descending ? order.reversed() : order, page);
    var specs = showsSpecs(request);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("flavors");
      for (var flavor : found) {
        if (detailed) {
          FlavorJson.detail(json, flavor, request, specs);
        } else {
          FlavorJson.summary(json, flavor, request);
        }
      }
      json.writeEndArray();
      page.links(json, request, "flavors", found, Flavor::id);
      json.writeEndObject();
    });
  }

  private static Optional<Boolean> isPublic(Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.of(true);
    }
    if (text.get().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    return Optional.of(
        Queries.truth(text.get())
            .orElseThrow(() ->
                ComputeErrors.badRequest("Invalid is_public filter [%s]".formatted(text.get()))));
  }

  private static int number(Optional<String> text, String name) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.get().matches("-?\\d{1,9}")) {
      throw ComputeErrors.badRequest("Invalid %s filter [%s]".formatted(name, text.get()));
    }
    return Integer.parseInt(text.get());
  }

  private static Comparator<Flavor> order(String key) {
    Comparator<Flavor> byId = Comparator.comparing(Flavor::id);
    return switch (key) {
      case "flavorid", "id" -> byId;
      case "name" -> Comparator.comparing(Flavor::name).thenComparing(byId);
      case "memory_mb" -> Comparator.comparingInt(Flavor::memoryMib).thenComparing(byId);
      case "vcpus" -> Comparator.comparingInt(Flavor::vcpus).thenComparing(byId);
      case "root_gb" -> Comparator.comparingInt(Flavor::diskGib).thenComparing(byId);
      case "ephemeral_gb" -> Comparator.comparingInt(Flavor::ephemeralGib).thenComparing(byId);
      case "swap" -> Comparator.comparingInt(Flavor::swapMib).thenComparing(byId);
      case "rxtx_factor" -> Comparator.comparingDouble(Flavor::rxtxFactor).thenComparing(byId);
      case "is_public" -> Comparator.comparing(Flavor::isPublic).thenComparing(byId);
      case "description" ->
          Comparator.comparing((Flavor flavor) -> flavor.description().orElse(""))
              .thenComparing(byId);
      case "created_at", "updated_at", "disabled", "vcpu_weight" -> byId;
      default ->
          throw ComputeErrors.badRequest(
              "Invalid input for query parameters sort_key. Value: " + key);
    };
  }

  private Response show(Request request) {
    return one(request, flavors.show(request.caller(), request.parameter("id")));
  }

  private static boolean showsSpecs(Request request) {
    return request.allows(
        FlavorPolicy.SPECS_INDEX, Target.ofProject(request.caller().projectId().orElse("")));
  }

  private static Response one(Request request, Flavor flavor) {
    var specs = showsSpecs(request);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("flavor");
      FlavorJson.detail(json, flavor, request, specs);
      json.writeEndObject();
    });
  }

  private Response create(Request request) {
    var input = request.body().path("flavor");
    var id = input.path("id").isNull() ? "" : input.path("id").asString("");
    var flavor =
        new Flavor(
            id.isEmpty() || id.equals("auto") ? entropy.uuid().toString() : id,
            input.path("name").asString(),
            integer(input.path("ram")),
            integer(input.path("vcpus")),
            integer(input.path("disk")),
            integer(input.path("OS-FLV-EXT-DATA:ephemeral")),
            integer(input.path("swap")),
            decimal(input.path("rxtx_factor")),
            Queries.truth(input.path("os-flavor-access:is_public").asString("true")).orElse(true),
            Optional.of(input.path("description"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString),
            Map.of());
    return one(request, flavors.create(flavor));
  }

  private static int integer(JsonNode node) {
    return Math.toIntExact(node.asLong(0));
  }

  private static double decimal(JsonNode node) {
    return node.asDouble(1.0);
  }

  private Response update(Request request) {
    var description = request.body().path("flavor").path("description");
    var text =
        description.isNull() ? Optional.<String>empty() : Optional.of(description.asString());
    return one(request, flavors.describe(request.parameter("id"), text));
  }

  private Response delete(Request request) {
    flavors.delete(request.parameter("id"));
    return Response.empty(202);
  }
}
