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

  private final DataFolder data;
  private final Settings settings;
  private final boolean simulated;
  private final Optional<String> externalInterface;
  private final Time time;
  private final HttpClient http;
  private Optional<DataPlane> dataPlane = Optional.empty();
  private Optional<NetworkDriver> driver = Optional.empty();
  private Optional<Agent> agent = Optional.empty();
  private volatile boolean closed;

  /**
   * @param authorities who signs the server's certificate, where Java does not know them
   */
  Machine(
      DataFolder data,
      Settings settings,
      boolean simulated,
      Optional<String> externalInterface,
      Optional<Path> authorities,
      Time time) {
    this.data = data;
    this.settings = settings;
    this.simulated = simulated;
    this.externalInterface = externalInterface;
    this.time = time;
    this.http =
        WebClients.trusting(authorities)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
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
    var plane = new DataPlane(dataPlane(data, settings, externalInterface), time);
    plane.start();
    dataPlane = Optional.of(plane);
    driver = Optional.of(plane.networkDriver());
    Thread.ofVirtual().name("data-plane").start(() -> supervise(plane));
  }

  /**
   * Uses the data plane that another process has started, and looks after.
   *
   * @throws CloudException UNAVAILABLE when there is none
   */
  void joinDataPlane() {
    var plane = new DataPlane(dataPlane(data, settings, externalInterface), time);
    dataPlane = Optional.of(plane);
    if (namespace().isEmpty()) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "There is no network for guests yet. Start it with: ./cairn server --data %s"
              .formatted(data.root()));
    }
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

  /** Starts the agent, which dials that address, and dials again until this is closed. */
  void startAgent(URI server, String token) {
    var agentSettings = AgentSettings.of(server, token);
    HostNetwork network;
    Hypervisor hypervisor;
    MetadataService metadata;
    if (simulated) {
      network = new cairn.simulated.SimulatedNetwork();
      hypervisor = new cairn.simulated.SimulatedHypervisor(cairn.simulated.Behaviour.IDEAL, time);
      metadata = MetadataService.none();
    } else {
      network = new OvsHostNetwork(dataPlane.orElseThrow(), time);
      hypervisor = hypervisor(data, network.namespace(), http, server, token, time);
      metadata = new NamespaceMetadata();
    }
    var info =
        HostFacts.measure(
            data.host(),
            hostName(),
            VersionCommand.version(),
            "127.0.0.1",
            hypervisor,
            Entropy.system());
    var started =
        new Agent(agentSettings, info, hypervisor, network, metadata, http, time, Entropy.system());
    started.start();
    agent = Optional.of(started);
  }

  /** QEMU on that folder; images that are missing come from that server. */
  static QemuHypervisor hypervisor(
      DataFolder data, String namespace, HttpClient http, URI server, String token, Time time) {
    var images =
        new ImageCache(
            data.host().resolve("images"), http, server, token, IMAGE_CACHE_BYTES_MAX, time);
    return new QemuHypervisor(QemuSettings.of(data.host()), namespace, images, time);
  }

  /**
   * Waits until the server has welcomed the agent.
   *
   * @throws CloudException UNAVAILABLE when it does not
   */
  void awaitWelcome() {
    var start = time.nanos();
    while (!agent.orElseThrow().connected()) {
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
