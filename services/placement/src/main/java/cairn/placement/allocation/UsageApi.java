package cairn.placement.allocation;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.policy.Target;
import cairn.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The route that sums up what a project uses. */
public final class UsageApi {
  private record Totals(List<AllocationStore.Usage> usages, Map<String, Long> consumers) {}

  private final Database database;
  private final Answers answers;
  private final AllocationStore store = new AllocationStore();

  public UsageApi(Database database, Answers answers) {
    this.database = database;
    this.answers = answers;
  }

  /** Enters the route into the table. */
  public void addTo(Routes routes) {
    routes.get("/usages").since("1.9").policyInHandler(AllocationPolicy.USAGES).to(this::usages);
  }

  private Response usages(Request request) {
    Needs.checkNames(
        request.version(), request.query().names(), "project_id", "user_id", "consumer_type@1.38");
    var project =
        request
            .query()
            .last("project_id")
            .orElseThrow(() ->
                new CloudException(
                    Kind.BAD_REQUEST,
                    "Invalid query string parameters: 'project_id' is a required property"));
    request.check(Target.ofProject(project));
    var user = request.query().last("user_id").orElse("");
    Totals totals =
        database.read(
            tx -> new Totals(store.usages(tx, project, user), store.consumers(tx, project, user)));
    return request.version().since(1, 38)
        ? byType(request, totals, request.query().last("consumer_type").orElse("all types"))
        : sum(request, totals);
  }

  private Response sum(Request request, Totals totals) {
    var sums = new TreeMap<String, Long>();
    totals.usages().forEach(usage -> sums.merge(usage.resourceClass(), usage.used(), Long::sum));
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("usages");
          sums.forEach(json::writeNumberProperty);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** {@code all} sums over all types, no filter shows each, a type's name shows that one. */
  private Response byType(Request request, Totals totals, String filter) {
    var sums = new TreeMap<String, Map<String, Long>>();
    totals.consumers().forEach((type, count) -> add(sums, filter, type, "consumer_count", count));
    totals
        .usages()
        .forEach(usage -> add(sums, filter, usage.type(), usage.resourceClass(), usage.used()));
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("usages");
          sums.forEach((type, amounts) -> {
            json.writeObjectPropertyStart(type);
            amounts.forEach(json::writeNumberProperty);
            json.writeEndObject();
          });
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void add(
      Map<String, Map<String, Long>> sums, String filter, String type, String name, long amount) {
    var shown = filter.equals("all") ? "all" : AllocationJson.type(type);
    if (filter.equals("all") || filter.equals("all types") || filter.equals(shown)) {
      sums.computeIfAbsent(shown, _ -> new TreeMap<>()).merge(name, amount, Long::sum);
    }
  }
}
