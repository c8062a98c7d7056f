package cairn.compute;

import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Id;
import cairn.common.Time;
import cairn.compute.action.ActionApi;
import cairn.compute.action.Actions;
import cairn.compute.console.ConsoleApi;
import cairn.compute.console.Consoles;
import cairn.compute.flavor.FlavorApi;
import cairn.compute.flavor.Flavors;
import cairn.compute.group.GroupApi;
import cairn.compute.group.ServerGroups;
import cairn.compute.host.Hosts;
import cairn.compute.host.HypervisorApi;
import cairn.compute.host.ServiceApi;
import cairn.compute.host.ZoneApi;
import cairn.compute.keypair.KeypairApi;
import cairn.compute.keypair.Keypairs;
import cairn.compute.quota.QuotaApi;
import cairn.compute.quota.Quotas;
import cairn.compute.quota.Resource;
import cairn.compute.server.GuestSpecs;
import cairn.compute.server.Observations;
import cairn.compute.server.Observed;
import cairn.compute.server.Placing;
import cairn.compute.server.Removal;
import cairn.compute.server.ServerActionApi;
import cairn.compute.server.ServerApi;
import cairn.compute.server.ServerChanges;
import cairn.compute.server.ServerCreation;
import cairn.compute.server.ServerMetadataApi;
import cairn.compute.server.ServerNetworkApi;
import cairn.compute.server.ServerNetworks;
import cairn.compute.server.ServerPasswordApi;
import cairn.compute.server.ServerTagApi;
import cairn.compute.server.ServerUpdates;
import cairn.compute.server.ServerVolumeApi;
import cairn.compute.server.Servers;
import cairn.compute.stream.HostStreams;
import cairn.compute.stream.HostToken;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.ComputeVersions;
import cairn.compute.wiring.Wiring;
import cairn.http.Routes;
import cairn.http.SocketRoute;
import cairn.image.image.Images;
import cairn.network.info.NetworkAgent;
import cairn.placement.PlacementModule;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The index page of compute: what it is made of and what it offers. Made after the migrations have
 * been applied.
 */
public final class ComputeModule implements AutoCloseable {
  /** The name of its migrations. */
  public static final String MIGRATIONS = "compute";

  private final Time time;
  private final Entropy entropy;
  private final Flavors flavors;
  private final Keypairs keypairs;
  private final Quotas quotas;
  private final Hosts hosts;
  private final Actions actions;
  private final ServerGroups groups;
  private final Servers servers;
  private final ServerChanges changes;
  private final ServerUpdates updates;
  private final ServerNetworks networks;
  private final ServerCreation creation;
  private final HostStreams streams;
  private final Consoles consoles;
  private final AgentImages images;

  /** Where limits of projects come from that stand in place of the usual quotas. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    quotas.registeredLimits(source);
  }

  /** Compute on that database, with its neighbours. */
  public ComputeModule(
      Database database,
      Time time,
      Entropy entropy,
      ComputeSettings settings,
      Images imageService,
      PlacementModule placement,
      Wiring wiring) {
    this(database, time, entropy, settings, imageService, placement, wiring, Background.threads());
  }

  /** The same, whose work goes on where that says. */
  public ComputeModule(
      Database database,
      Time time,
      Entropy entropy,
      ComputeSettings settings,
      Images imageService,
      PlacementModule placement,
      Wiring wiring,
      Background background) {
    this.time = time;
    this.entropy = entropy;
    flavors = new Flavors(database, time);
    quotas = new Quotas(database);
    keypairs =
        new Keypairs(
            database,
            time,
            entropy,
            (tx, projectId) -> quotas.limit(tx, projectId, Resource.KEY_PAIRS));
    hosts =
        new Hosts(database, placement.providers(), time, entropy, settings.cpuAllocationRatio());
    actions = new Actions(database);
    groups = new ServerGroups(database, time, quotas);
    servers = new Servers(database, wiring, hosts);
    var removal = new Removal(time, placement.allocations(), wiring, quotas);
    changes = new ServerChanges(database, time, entropy, actions, removal, hosts);
    updates = new ServerUpdates(changes, quotas, time);
    networks = new ServerNetworks(database, changes, wiring, actions, time);
    creation =
        new ServerCreation(
            database,
            time,
            entropy,
            new ServerCreation.Parts(
                flavors,
                imageService,
                keypairs,
                quotas,
                hosts,
                wiring,
                new Placing(placement.hosts(), placement.allocations()),
                actions,
                groups));
    var token = new HostToken(settings.hostToken());
    var cloud = database.inTransaction(tx -> new CloudStore().ensure(tx, entropy.uuid()));
    streams =
        new HostStreams(
            hosts,
            new GuestSpecs(database, wiring, settings.guestDomain()),
            new Observations(new Observed(database, time, actions, removal), time, background),
            time,
            cloud,
            token,
            background);
    consoles = new Consoles(database, time, entropy, streams);
    images = new AgentImages(imageService, token);
  }

  /** The Compute API, and what the hosts' agents fetch. */
  public List<Routes> routes() {
    var compute =
        new Routes("compute", "/compute", new ComputeErrors(), ComputeVersions.NEGOTIATION)
            .requestIdHeader("x-compute-request-id");
    new DiscoveryApi().declare(compute);
    new FlavorApi(flavors, entropy).declare(compute);
    new KeypairApi(keypairs).declare(compute);
    new QuotaApi(quotas, groups::count).declare(compute);
    new HypervisorApi(hosts, time).declare(compute);
    new ServiceApi(hosts, time).declare(compute);
    new ZoneApi(hosts, time).declare(compute);
    new GroupApi(groups, entropy).declare(compute);
    new ServerApi(servers, creation, changes, updates, entropy).declare(compute);
    new ServerActionApi(servers, changes, networks).declare(compute);
    new ServerMetadataApi(servers, updates).declare(compute);
    new ServerTagApi(servers, updates).declare(compute);
    new ServerPasswordApi(servers).declare(compute);
    new ServerVolumeApi(servers).declare(compute);
    new ServerNetworkApi(servers, networks).declare(compute);
    new ConsoleApi(servers, streams, consoles).declare(compute);
    new ActionApi(actions, this::subject).declare(compute);
    // What is called version 2.0 is the same without a microversion.
    compute.repeat("/v2.1", "/v2");
    var agent = new Routes("agent", "/agent", new ComputeErrors());
    images.declare(agent);
    return List.of(compute, agent);
  }

  private ActionApi.Subject subject(cairn.http.Request request, boolean deletedToo) {
    var id = request.parameter("id");
    var server =
        deletedToo ? servers.getAny(request.caller(), id) : servers.get(request.caller(), id);
    return new ActionApi.Subject(server.id().value(), server.owner().projectId());
  }

  /** The streams of the hosts and the consoles of the guests. */
  public List<SocketRoute> sockets() {
    return List.of(streams.route(), consoles.route());
  }

  /** Begins: the flavors that are missing, the care of the streams. */
  public void start() {
    flavors.ensureDefaults();
    streams.start();
  }

  /** Tells hosts what is wanted whenever it has changed. */
  public void follow(ChangeFeed feed) {
    var _ =
        feed.subscribeAll(
            Servers.TOPIC,
            changes ->
                streams.changed(
                    changes.stream().flatMap(change -> Id.parse(change.key()).stream()).toList()),
            streams::resync);
  }

  /** To be told when a device's addresses have changed; takes part in that transaction. */
  public void addressesChanged(Transaction tx, String deviceId) {
    networks.addressesChanged(tx, deviceId);
  }

  /** What makes the network so on each host, for the network service's list of agents. */
  public List<NetworkAgent> networkAgents() {
    return hosts.list().stream()
        .map(host ->
            new NetworkAgent(
                host.id(), host.name(), host.up(time.now()), host.createdAt(), host.heardAt()))
        .toList();
  }

  /** The hosts. */
  public Hosts hosts() {
    return hosts;
  }

  @Override
  public void close() {
    streams.close();
  }
}
