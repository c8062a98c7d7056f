package cairn.app;

import cairn.agent.NamespaceSockets;
import cairn.app.operator.JobsApi;
import cairn.app.operator.MonitoringApi;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.compute.ComputeModule;
import cairn.compute.ComputeSettings;
import cairn.compute.wiring.NetworkWiring;
import cairn.http.Dispatcher;
import cairn.http.HttpServer;
import cairn.http.Routes;
import cairn.http.Telemetry;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.image.ImageModule;
import cairn.image.ImageSettings;
import cairn.network.NetworkModule;
import cairn.network.NetworkSettings;
import cairn.network.network.Networks;
import cairn.network.topology.SimulatedNetworkDriver;
import cairn.placement.PlacementModule;
import cairn.policy.Policy;
import cairn.protocol.network.NetworkDriver;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.EmbeddedPostgres;
import cairn.sql.Migrations;
import cairn.work.Jobs;
import cairn.work.Reconcilers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A whole cloud in this process: the assembly of all modules, in the order in which they need each
 * other. Started and closed once.
 */
final class Cloud implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cloud.class.getName());

  private final UpOptions.Plan plan;
  private final Progress progress;
  private final Time time = Time.system();
  private final Entropy entropy = Entropy.system();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  Cloud(UpOptions.Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Brings all of it up and prints each step; on failure what is up already is closed again. */
  void start() throws IOException {
    try {
      bringUp();
    } catch (RuntimeException | IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the start failed", e);
      close();
      throw e;
    }
  }

  private void bringUp() throws IOException {
    var config = progress.step("PostgreSQL", this::database);
    progress.run("database schema", () -> migrate(config));
    var database = opened(Database.open(config));
    var feed = opened(new ChangeFeed(config, time));
    var machine = opened(new Machine(plan, time));
    if (!plan.simulated()) {
      progress.run("data plane (Open vSwitch, OVN)", machine::startDataPlane);
    }
    var services = progress.step("services", () -> services(database, feed, machine));
    var server = progress.step("API at " + plan.url(), () -> serve(services));
    progress.run(
        "agent", () -> machine.startAgent(agentsWay(server), plan.data().secret("host-token")));
    if (!machine.namespace().isEmpty()) {
      server.listen(
          NamespaceSockets.listen(
              Path.of("/run/netns", machine.namespace()),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port())));
    }
    LoginFiles.write(plan.data(), plan.url(), plan.region());
    progress.line("ready: " + plan.url());
    RunningCloud.write(plan.data(), plan.url(), machine.namespace());
  }

  private DatabaseConfig database() throws IOException {
    if (plan.databaseUrl().isPresent()) {
      return DatabaseConfig.url(plan.databaseUrl().get());
    }
    var postgres = EmbeddedPostgres.start(plan.data().postgres());
    parts.push(postgres::stop);
    opened(postgres.keepRunning());
    return postgres.database();
  }

  private void migrate(DatabaseConfig config) {
    new Migrations(config, List.of("work", "identity", "image", "placement", "network", "compute"))
        .apply();
  }

  /** What the HTTP server serves. */
  private record Services(Dispatcher dispatcher, ComputeModule compute) {}

  private Services services(Database database, ChangeFeed feed, Machine machine)
      throws IOException {
    var data = plan.data();
    var identity =
        new IdentityModule(
            database,
            time,
            entropy,
            IdentitySettings.of(data.keys().resolve("token-keys")).inRegion(plan.region()),
            Catalog.SERVICES);
    var image = new ImageModule(database, time, entropy, imageSettings(data));
    var placement = new PlacementModule(database, time, entropy);
    var network = new NetworkModule(database, time, entropy, NetworkSettings.DEFAULTS);
    var compute =
        opened(
            new ComputeModule(
                database,
                time,
                entropy,
                ComputeSettings.of(data.secret("host-token")),
                image.images(),
                placement,
                new NetworkWiring(network)));
    identity.start(data.adminPassword());
    identity.follow(feed);
    image.start();
    network.ensureExternalNetwork(
        ExternalAddresses.network(plan.settings(), identity.adminProject()));
    compute.start();
    network.agents(compute::networkAgents);
    network.floatingIps().watch(compute::addressesChanged);
    network.ports().watch(compute::addressesChanged);
    follow(feed, network, machine, database);
    compute.follow(feed);
    placement.follow(feed);
    var telemetry = new Telemetry();
    var jobs = new Jobs(database, time, entropy);
    var tables = new ArrayList<Routes>();
    tables.add(identity.routes());
    tables.add(image.routes());
    tables.add(placement.routes());
    tables.add(network.routes());
    tables.addAll(compute.routes());
    tables.add(new JobsApi(jobs).routes());
    tables.add(ConsolePages.installed().routes());
    tables.addAll(MonitoringApi.routes(telemetry, () -> answers(database)));
    var audit = opened(new AuditLog(data.auditLog(), time));
    var rules = tables.stream().flatMap(table -> table.rules().stream()).distinct().toList();
    return new Services(
        new Dispatcher(
            tables,
            new Policy(rules, PolicyFile.overrides(plan)),
            identity.authenticator(),
            audit,
            telemetry,
            entropy,
            time,
            "Keystone uri=\"%s/identity\""),
        compute);
  }

  private ImageSettings imageSettings(DataFolder data) {
    var usual = ImageSettings.in(data.root());
    return plan.settings()
        .images()
        .flatMap(Settings.Images::sizeGibMax)
        .map(gib -> new ImageSettings(usual.folder(), gib * (1L << 30)))
        .orElse(usual);
  }

  /** What is derived from the rows follows them: by the change feed, and by reading all again. */
  private void follow(ChangeFeed feed, NetworkModule network, Machine machine, Database database) {
    NetworkDriver driver = machine.networkDriver().orElseGet(SimulatedNetworkDriver::new);
    var reconcilers = opened(new Reconcilers(database, time, entropy));
    for (var reconciler : network.reconcilers(driver)) {
      var wake = reconcilers.add(reconciler);
      feed.subscribe(Networks.TOPIC, _ -> wake.run(), wake);
    }
    feed.start();
    reconcilers.start();
  }

  private HttpServer serve(Services services) {
    Optional<SSLContext> tls = Optional.empty();
    if (!plan.address().isLoopbackAddress()) {
      var certificates = new Certificates(plan.data().keys(), time);
      tls = Optional.of(certificates.context(plan.settings().tls(), plan.address()));
    }
    var settings =
        new HttpServer.Settings(
            new InetSocketAddress(plan.address(), plan.port()),
            tls,
            plan.settings().trustForwarded().orElse(false));
    var server =
        opened(new HttpServer(settings, services.dispatcher(), services.compute().sockets()));
    server.start();
    return server;
  }

  /** The agent of this machine comes in by the loopback, in plain HTTP, whatever others use. */
  private URI agentsWay(HttpServer server) throws IOException {
    if (plan.address().isLoopbackAddress()) {
      return URI.create(plan.url());
    }
    var channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.listen(channel);
    var port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  private static boolean answers(Database database) {
    try {
      return database.read(tx -> tx.sql("SELECT 1").exists());
    } catch (RuntimeException e) {
      return false;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Closes the parts, the last one first; guests and data plane run on. Safe to repeat. */
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
