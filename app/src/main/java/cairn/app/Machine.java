package cairn.app;

import cairn.agent.Agent;
import cairn.agent.AgentSettings;
import cairn.agent.HostFacts;
import cairn.agent.HostNetwork;
import cairn.agent.Hypervisor;
import cairn.agent.ImageCache;
import cairn.agent.MetadataService;
import cairn.agent.NamespaceMetadata;
import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.ovn.DataPlane;
import cairn.ovn.DataPlaneConfig;
import cairn.ovn.OvsHostNetwork;
import cairn.protocol.network.NetworkDriver;
import cairn.qemu.QemuHypervisor;
import cairn.qemu.QemuSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * This machine as a host of the cloud: its data plane and its agent. Used by one thread, but for
 * the supervision that it starts.
 */
final class Machine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Machine.class.getName());
  private static final Duration SUPERVISE_EVERY = Duration.ofSeconds(5);
  private static final Duration CONNECT_MAX = Duration.ofSeconds(30);
  private static final long IMAGE_CACHE_BYTES_MAX = 100L << 30;

  private final UpOptions.Plan plan;
  private final Time time;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private Optional<DataPlane> dataPlane = Optional.empty();
  private Optional<NetworkDriver> driver = Optional.empty();
  private Optional<Agent> agent = Optional.empty();
  private volatile boolean closed;

  Machine(UpOptions.Plan plan, Time time) {
    this.plan = plan;
    this.time = time;
  }

  /** The machine's own name, which is also the chassis' and the compute host's. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Starts or takes over the data plane. */
  void startDataPlane() {
    var config = dataPlane(plan.data(), plan.settings(), plan.externalInterface());
    var plane = new DataPlane(config, time);
    plane.start();
    dataPlane = Optional.of(plane);
    driver = Optional.of(plane.networkDriver());
    Thread.ofVirtual().name("data-plane").start(() -> supervise(plane));
  }

  /** Where guests are plugged in; empty before the data plane runs, and with simulated guests. */
  Optional<NetworkDriver> networkDriver() {
    return driver;
  }

  /** The data plane's namespace, empty where there is none. */
  String namespace() {
    return dataPlane
        .map(DataPlane::namespace)
        .filter(name -> Files.exists(Path.of("/run/netns", name)))
        .orElse("");
  }

  /** Starts the agent, which dials that address, and waits until the server has welcomed it. */
  void startAgent(URI server, String token) {
    var settings = AgentSettings.of(server, token);
    HostNetwork network;
    Hypervisor hypervisor;
    MetadataService metadata;
    if (plan.simulated()) {
      network = new cairn.simulated.SimulatedNetwork();
      hypervisor = new cairn.simulated.SimulatedHypervisor(cairn.simulated.Behaviour.IDEAL, time);
      metadata = MetadataService.none();
    } else {
      network = new OvsHostNetwork(dataPlane.orElseThrow(), time);
      hypervisor = hypervisor(plan.data(), network.namespace(), http, server, token, time);
      metadata = new NamespaceMetadata();
    }
    var info =
        HostFacts.measure(
            plan.data().host(),
            hostName(),
            VersionCommand.version(),
            "127.0.0.1",
            hypervisor,
            Entropy.system());
    var started =
        new Agent(settings, info, hypervisor, network, metadata, http, time, Entropy.system());
    started.start();
    agent = Optional.of(started);
    awaitWelcome(started);
  }

  /** QEMU on that folder; images that are missing come from that server. */
  static QemuHypervisor hypervisor(
      DataFolder data, String namespace, HttpClient http, URI server, String token, Time time) {
    var images =
        new ImageCache(
            data.host().resolve("images"), http, server, token, IMAGE_CACHE_BYTES_MAX, time);
    return new QemuHypervisor(QemuSettings.of(data.host()), namespace, images, time);
  }

  private void awaitWelcome(Agent started) {
    var start = time.nanos();
    while (!started.connected()) {
      if (time.nanos() - start > CONNECT_MAX.toNanos()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE, "The agent was not welcomed by the server.");
      }
      pause(Duration.ofMillis(20));
    }
  }

  private void supervise(DataPlane plane) {
    while (!closed) {
      pause(SUPERVISE_EVERY);
      if (closed) {
        return;
      }
      try {
        var restarted = plane.supervise();
        if (!restarted.isEmpty()) {
          LOG.log(System.Logger.Level.WARNING, "started again: " + restarted);
        }
      } catch (CloudException e) {
        LOG.log(System.Logger.Level.ERROR, "the data plane is not whole", e);
      }
    }
  }

  private void pause(Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /** How the data plane of that folder is laid out. */
  static DataPlaneConfig dataPlane(
      DataFolder data, Settings settings, Optional<String> externalInterface) {
    var configured = settings.dataPlane().flatMap(Settings.DataPlane::namespace);
    var config = DataPlaneConfig.isolated(data.network(), namespace(data, configured), hostName());
    return new DataPlaneConfig(
        config.folder(),
        config.namespace(),
        config.hostName(),
        ExternalAddresses.gateways(settings),
        externalInterface.or(
            () -> settings.dataPlane().flatMap(Settings.DataPlane::externalInterface)));
  }

  /**
   * The namespace's name, kept in the data folder: {@code cairn}, or one of the folder's own where
   * another cloud of this machine has that name.
   */
  private static String namespace(DataFolder data, Optional<String> configured) {
    if (configured.isPresent()) {
      return configured.get();
    }
    var file = data.network().resolve("namespace");
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      var name = Files.exists(Path.of("/run/netns/cairn")) ? "cairn-" + hash(data) : "cairn";
      Files.createDirectories(data.network());
      Files.writeString(file, name + "\n");
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(DataFolder data) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(data.root().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the agent and the supervision; data plane and guests run on. */
  @Override
  public void close() {
    closed = true;
    agent.ifPresent(Agent::close);
    driver.ifPresent(NetworkDriver::close);
    http.shutdownNow();
  }
}
