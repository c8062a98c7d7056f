package cairn.placement;

import cairn.common.Entropy;
import cairn.common.Id;
import cairn.common.Time;
import cairn.http.Microversion;
import cairn.http.Microversions;
import cairn.http.Routes;
import cairn.placement.allocation.AllocationApi;
import cairn.placement.allocation.Allocations;
import cairn.placement.allocation.ReshapeApi;
import cairn.placement.allocation.UsageApi;
import cairn.placement.candidate.CandidateApi;
import cairn.placement.provider.InventoryApi;
import cairn.placement.provider.MarksApi;
import cairn.placement.provider.ProviderApi;
import cairn.placement.provider.Providers;
import cairn.placement.provider.Reshaping;
import cairn.placement.schedule.HostIndex;
import cairn.placement.vocabulary.ClassApi;
import cairn.placement.vocabulary.TraitApi;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.policy.Rule;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import java.util.List;

/**
 * Placement's index page: who has how much of what, who has claimed it, and where a server goes.
 */
public final class PlacementModule {
  static final String VERSION_MIN = "1.0";
  static final String VERSION_MAX = "1.39";

  private final Providers providers = new Providers();
  private final Allocations allocations;
  private final HostIndex hosts;
  private final Routes routes =
      new Routes(
          "placement",
          "/placement",
          new PlacementErrors(),
          new Microversions(
              "placement", List.of(), Microversion.of(VERSION_MIN), Microversion.of(VERSION_MAX)));

  /** Placement on the machine's own clock. */
  public PlacementModule(Database database) {
    this(database, Time.system(), Entropy.system());
  }

  public PlacementModule(Database database, Time time, Entropy entropy) {
    hosts = new HostIndex(database);
    allocations = new Allocations(hosts);
    var traits = Words.traits();
    var classes = Words.classes();
    var answers = new Answers(time);
    VersionsApi.addTo(routes);
    new ProviderApi(database, entropy, providers, traits, classes, answers).addTo(routes);
    new InventoryApi(database, providers, classes, answers).addTo(routes);
    new MarksApi(database, providers, traits, answers).addTo(routes);
    new TraitApi(database, traits, answers).addTo(routes);
    new ClassApi(database, classes, answers).addTo(routes);
    new AllocationApi(database, allocations, providers, classes, answers).addTo(routes);
    new ReshapeApi(database, allocations, new Reshaping(providers, classes), classes, answers)
        .addTo(routes);
    new UsageApi(database, answers).addTo(routes);
    new CandidateApi(database, traits, classes, answers).addTo(routes);
  }

  /** The name of its migrations. */
  public String migrations() {
    return "placement";
  }

  /** Its route table. */
  public Routes routes() {
    return routes;
  }

  /** The permissions that its routes ask for. */
  public List<Rule> rules() {
    return routes.rules();
  }

  /** The providers, for the service that has the hosts. */
  public Providers providers() {
    return providers;
  }

  /** Claims, for the service that has the servers. */
  public Allocations allocations() {
    return allocations;
  }

  /** The scheduler's picture, empty until it is loaded or follows the change feed. */
  public HostIndex hosts() {
    return hosts;
  }

  /** Keeps the scheduler's picture up to date from now on: it is loaded first. */
  public void follow(ChangeFeed feed) {
    var _ =
        feed.subscribeAll(
            HostIndex.TOPIC,
            changes ->
                hosts.follow(
                    changes.stream().flatMap(change -> Id.parse(change.key()).stream()).toList()),
            hosts::load);
  }
}
