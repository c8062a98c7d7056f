package cairn.app;

import cairn.agent.NamespaceSockets;
import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.HttpServer;
import cairn.identity.IdentitySettings;
import cairn.identity.audit.AuditTrail;
import cairn.image.ImageSettings;
import cairn.network.topology.SimulatedNetworkDriver;
import cairn.protocol.network.NetworkDriver;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.EmbeddedPostgres;
import cairn.sql.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
    if (plan.simulatedHosts() > 0) {
      SimulatedMachines.smallBuffers();
    }
    var config = progress.step("PostgreSQL", this::database);
    progress.run("database schema", () -> migrate(config));
    var database = opened(Database.open(config));
    if (plan.databaseUrl().isEmpty()) {
      // PostgreSQL of its own: nobody else writes.
      database.remember();
    }
    var feed = opened(new ChangeFeed(config, time));
    var machine =
        opened(
            new Machine(
                plan.data(),
                plan.settings(),
                plan.simulated(),
                plan.externalInterface(),
                Optional.empty(),
                time));
    if (!plan.simulated()) {
      progress.run("data plane (Open vSwitch, OVN)", machine::startDataPlane);
    }
    var services = progress.step("services", () -> services(database, feed, machine));
    var server = progress.step("API at " + plan.url(), () -> serve(services));
    startAgents(machine, agentsWay(server), plan.data().secret("host-token"));
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

  private void startAgents(Machine machine, URI server, String token) {
    if (!plan.agent()) {
      return;
    }
    if (plan.simulatedHosts() == 0) {
      progress.run(
          "agent",
          () -> {
            machine.startAgent(server, token);
            machine.awaitWelcome();
          });
      return;
    }
    var wanted = plan.settings().simulatedHosts().orElse(SimulatedHostSettings.DEFAULTS);
    var hosts =
        opened(
            new SimulatedMachines(
                wanted.plan(plan.simulatedHosts()), server, token, Optional.empty(), time, 2));
    hosts.dial();
    progress.run("%d simulated hosts".formatted(plan.simulatedHosts()), hosts::awaitWelcome);
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
    new Migrations(config, Services.MIGRATIONS).apply();
  }

  private Services services(Database database, ChangeFeed feed, Machine machine)
      throws IOException {
    NetworkDriver driver = machine.networkDriver().orElseGet(SimulatedNetworkDriver::new);
    var audit =
        opened(
            new AuditTrail(
                database,
                time,
                entropy,
                plan.data().secret("audit-key"),
                plan.settings().audit().flatMap(Settings.AuditOptions::retention)));
    var ground = new Services.Ground(database, feed, driver, time, entropy, Background.threads());
    var services = opened(new Services(ground, settings(plan.data(), audit)));
    services.start();
    feed.start();
    return services;
  }

  private ServiceSettings settings(DataFolder data, AuditTrail audit) {
    return new ServiceSettings(
        identitySettings(data),
        data.adminPassword(),
        imageSettings(data),
        plan.settings().compute(data.secret("host-token")),
        project -> ExternalAddresses.network(plan.settings(), project),
        PolicySettings.of(plan),
        audit);
  }

  private IdentitySettings identitySettings(DataFolder data) {
    var usual = IdentitySettings.of(data.keys().resolve("token-keys"), plan.region());
    return plan.settings().identity().map(options -> options.over(usual)).orElse(usual);
  }

  private ImageSettings imageSettings(DataFolder data) {
    var usual = ImageSettings.in(data.root());
    return plan.settings()
        .images()
        .flatMap(Settings.Images::sizeGibMax)
        .map(gib -> new ImageSettings(usual.folder(), gib * (1L << 30)))
        .orElse(usual);
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
            plan.settings().trustForwarded().orElse(false),
            plan.settings().flood());
    var server = opened(new HttpServer(settings, services.dispatcher(), services.sockets()));
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
