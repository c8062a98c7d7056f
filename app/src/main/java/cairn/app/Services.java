package cairn.app;

import cairn.app.operator.JobsApi;
import cairn.app.operator.KeysApi;
import cairn.app.operator.MonitoringApi;
import cairn.app.operator.PolicyApi;
import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.compute.ComputeModule;
import cairn.compute.wiring.NetworkWiring;
import cairn.http.Dispatcher;
import cairn.http.Routes;
import cairn.http.SocketRoute;
import cairn.http.Telemetry;
import cairn.identity.IdentityModule;
import cairn.identity.audit.AuditTrail;
import cairn.image.ImageModule;
import cairn.network.NetworkModule;
import cairn.network.NetworkSettings;
import cairn.network.network.Networks;
import cairn.placement.PlacementModule;
import cairn.protocol.network.NetworkDriver;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.work.JobEngine;
import cairn.work.JobSettings;
import cairn.work.Jobs;
import cairn.work.Reconcilers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * All services of the cloud and how they know each other, on a database that has been migrated:
 * what is between the HTTP server and the hosts' streams on one side and PostgreSQL and the network
 * on the other. Made, started and closed once, by one thread; what it serves is safe for many.
 */
public final class Services implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Services.class.getName());

  /** The names of all migrations, in the order in which they need each other. */
  public static final List<String> MIGRATIONS =
      List.of("work", "identity", "image", "placement", "network", "compute");

  /**
   * What the services stand on; all of it stays the caller's to close.
   *
   * @param feed not started yet
   * @param driver makes the network so
   * @param background where work goes on that no request waits for
   */
  public record Ground(
      Database database,
      ChangeFeed feed,
      NetworkDriver driver,
      Time time,
      Entropy entropy,
      Background background) {}

  private final Ground ground;
  private final ServiceSettings settings;
  private final IdentityModule identity;
  private final ImageModule image;
  private final PlacementModule placement;
  private final NetworkModule network;
  private final ComputeModule compute;
  private final Jobs jobs;
  private final JobEngine engine;
  private final Reconcilers reconcilers;
  private final List<Routes> tables = new ArrayList<>();
  private final Dispatcher dispatcher;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Makes them; nothing runs before {@link #start}. */
  public Services(Ground ground, ServiceSettings settings) {
    this.ground = ground;
    this.settings = settings;
    var database = ground.database();
    var time = ground.time();
    var entropy = ground.entropy();
    var background = ground.background();
    identity = new IdentityModule(database, time, entropy, settings.identity(), Catalog.SERVICES);
    jobs = new Jobs(database, time, entropy);
    image = new ImageModule(database, time, entropy, settings.images(), jobs);
    placement = new PlacementModule(database, time, entropy);
    network = new NetworkModule(database, time, entropy, NetworkSettings.DEFAULTS);
    compute =
        opened(
            new ComputeModule(
                database,
                time,
                entropy,
                settings.compute(),
                image.images(),
                placement,
                new NetworkWiring(network),
                background));
    var limits = identity.limits();
    image.registeredLimits(project -> limits.ofProject("image", project));
    compute.registeredLimits(project -> limits.ofProject("compute", project));
    network.registeredLimits(project -> limits.ofProject("network", project));
    engine = opened(new JobEngine(jobs, ground.feed(), JobSettings.usual(), background));
    reconcilers = opened(new Reconcilers(database, time, entropy, background));
    dispatcher = dispatch();
  }

  /**
   * What is missing in the database is made, and the work that goes on by itself begins. The feed
   * is the caller's to start, after this.
   */
  public void start() {
    identity.start(settings.adminPassword());
    identity.follow(ground.feed());
    image.start();
    network.ensureExternalNetwork(settings.externalNetwork().apply(identity.adminProject()));
    compute.start();
    network.agents(compute::networkAgents);
    network.floatingIps().watch(compute::addressesChanged);
    network.ports().watch(compute::addressesChanged);
    for (var reconciler : network.reconcilers(ground.driver())) {
      var wake = reconcilers.add(reconciler);
      ground.feed().subscribe(Networks.TOPIC, _ -> wake.run(), wake);
    }
    var _ = reconcilers.add(image.images().reconciler());
    compute.follow(ground.feed());
    placement.follow(ground.feed());
    reconcilers.start();
    engine.start();
  }

  /** Answers the requests. */
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** The paths that are answered by a WebSocket. */
  public List<SocketRoute> sockets() {
    return compute.sockets();
  }

  /** What is answered, each service's table; for tests that go over every route. */
  List<Routes> tables() {
    return List.copyOf(tables);
  }

  /** The long work of all services. */
  public Jobs jobs() {
    return jobs;
  }

  private Dispatcher dispatch() {
    var telemetry = new Telemetry();
    tables.add(identity.routes());
    tables.add(image.routes());
    tables.add(placement.routes());
    tables.add(network.routes());
    tables.addAll(compute.routes());
    var operator = new JobsApi(jobs).routes();
    new KeysApi(identity).declare(operator);
    // The policy is made of all tables' rules, those of its own route among them.
    var policies = new ArrayList<LivePolicy>();
    new PolicyApi(identity.callers(), () -> policies.getFirst().get()).declare(operator);
    tables.add(operator);
    if (settings.audit() instanceof AuditTrail trail) {
      tables.add(trail.routes());
    }
    tables.add(ConsolePages.installed().routes());
    tables.addAll(MonitoringApi.routes(telemetry, this::healthy));
    var rules = tables.stream().flatMap(table -> table.rules().stream()).distinct().toList();
    var policy = new LivePolicy(rules, settings.policy(), ground.time());
    policies.add(policy);
    return new Dispatcher(
        tables,
        policy,
        identity.authenticator(),
        settings.audit(),
        telemetry,
        ground.entropy(),
        ground.time(),
        "Keystone uri=\"%s/identity\"");
  }

  private boolean healthy() {
    try {
      return ground.database().read(tx -> tx.sql("SELECT 1").exists());
    } catch (RuntimeException _) {
      return false;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Ends what runs by itself, the last part first. Safe to repeat. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      var part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "a part did not close well: " + part, e);
      }
    }
  }
}
