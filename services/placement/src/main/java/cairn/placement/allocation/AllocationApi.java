package cairn.placement.allocation;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.provider.ProviderPath;
import cairn.placement.provider.Providers;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The routes of allocations. */
public final class AllocationApi {
  private record View(
      Optional<AllocationStore.ClaimantRow> claimant, List<AllocationStore.Part> parts) {}

  /** No last version. */
  private static final String NEWEST = "";

  private static final String ONE = "/allocations/{consumer}";

  private final Database database;
  private final Allocations allocations;
  private final Providers providers;
  private final Words classes;
  private final Answers answers;
  private final AllocationStore store = new AllocationStore();

  public AllocationApi(
      Database database,
      Allocations allocations,
      Providers providers,
      Words classes,
      Answers answers) {
    this.database = database;
    this.allocations = allocations;
    this.providers = providers;
    this.classes = classes;
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    routes.get(ONE).policy(AllocationPolicy.LIST).to(this::show);
    put(routes, "1.0", "1.7", AllocationSchemas.PUT_1_0);
    put(routes, "1.8", "1.11", AllocationSchemas.PUT_1_8);
    put(routes, "1.12", "1.27", AllocationSchemas.PUT_1_12);
    put(routes, "1.28", "1.33", AllocationSchemas.PUT_1_28);
    put(routes, "1.34", "1.37", AllocationSchemas.PUT_1_34);
    put(routes, "1.38", NEWEST, AllocationSchemas.PUT_1_38);
    routes.delete(ONE).policy(AllocationPolicy.DELETE).to(this::delete);
    post(routes, "1.13", "1.27", AllocationSchemas.POST_1_13);
    post(routes, "1.28", "1.33", AllocationSchemas.POST_1_28);
    post(routes, "1.34", "1.37", AllocationSchemas.POST_1_34);
    post(routes, "1.38", NEWEST, AllocationSchemas.POST_1_38);
    routes
        .get("/resource_providers/{provider}/allocations")
        .policy(AllocationPolicy.OF_PROVIDER)
        .to(this::ofProvider);
  }

  private void put(Routes routes, String since, String until, BodySchema body) {
    between(routes.put(ONE), since, until).body(body).policy(AllocationPolicy.UPDATE).to(this::put);
  }

  private void post(Routes routes, String since, String until, BodySchema body) {
    between(routes.post("/allocations"), since, until)
        .body(body)
        .policy(AllocationPolicy.MANAGE)
        .to(this::post);
  }

  private static Routes.Declaration between(Routes.Declaration route, String since, String until) {
    return until.equals(NEWEST) ? route.since(since) : route.since(since).until(until);
  }

  private static UUID consumer(Request request) {
    return Needs.uuid(request.parameter("consumer"), "consumer_uuid");
  }

  private Response show(Request request) {
    var consumer = consumer(request);
    View view =
        database.read(tx -> new View(store.claimant(tx, consumer), store.shown(tx, consumer)));
    return answers.ok(
        request,
        json -> AllocationJson.write(json, view.claimant(), view.parts(), request.version()));
  }

  private Response put(Request request) {
    replace(List.of(AllocationJson.read(consumer(request), request.body())));
    return answers.empty(request, 204);
  }

  private Response post(Request request) {
    var claims = new ArrayList<Claim>();
    request
        .body()
        .properties()
        .forEach(entry ->
            claims.add(
                AllocationJson.read(
                    Needs.uuid(entry.getKey(), "consumer_uuid"), entry.getValue())));
    replace(claims);
    return answers.empty(request, 204);
  }

  private void replace(List<Claim> claims) {
    var names =
        claims.stream()
            .flatMap(claim -> claim.resources().values().stream())
            .flatMap(resources -> resources.keySet().stream())
            .collect(Collectors.toSet());
    database.run(tx -> {
      classes.check(tx, names);
      allocations.replace(tx, claims);
    });
  }

  private Response delete(Request request) {
    var consumer = consumer(request);
    database.run(tx -> {
      if (allocations.ofConsumer(tx, consumer).isEmpty()) {
        throw new CloudException(
            Kind.NOT_FOUND, "No allocations for consumer '%s'".formatted(consumer));
      }
      allocations.release(tx, consumer);
    });
    return answers.empty(request, 204);
  }

  private Response ofProvider(Request request) {
    var id = ProviderPath.id(request);
    var provider = database.read(tx -> providers.get(tx, id));
    List<AllocationStore.Part> parts = database.read(tx -> store.ofProvider(tx, id));
    return answers.ok(
        request,
        json ->
            AllocationJson.writeOfProvider(json, provider.generation(), parts, request.version()));
  }
}
