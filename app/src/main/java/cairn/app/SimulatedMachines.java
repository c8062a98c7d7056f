package cairn.app;

import cairn.agent.AgentSettings;
import cairn.agent.WebSocketTransport;
import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.simulated.SimulatedHosts;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The simulated hosts of this process, which dial its own server as any other host would. */
final class SimulatedMachines implements AutoCloseable {
  private static final Duration WELCOME_MAX = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** For clients, the database and files. */
  private static final int DESCRIPTORS_FOR_THE_REST = 1000;

  private final HttpClient http;
  private final SimulatedHosts hosts;
  private final Time time;

  /**
   * Hosts that have not dialled yet.
   *
   * @param authorities who signs the server's certificate, where Java does not know them
   * @param ends of each stream that are in this process: two if the server is
   */
  SimulatedMachines(
      SimulatedHosts.Plan plan,
      URI server,
      String token,
      Optional<Path> authorities,
      Time time,
      int ends) {
    check(plan.count(), ends);
    this.time = time;
    this.http =
        WebClients.trusting(authorities)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.hosts =
        new SimulatedHosts(
            plan,
            AgentSettings.of(server, token),
            new WebSocketTransport(http, server, token),
            time,
            Entropy.system());
  }

  /**
   * The HTTP client's buffers, three for each stream, are 16 KiB large and made for downloads. To
   * be called before the first client is made.
   */
  static void smallBuffers() {
    for (var buffer :
        List.of(
            "jdk.httpclient.bufsize",
            "jdk.httpclient.websocket.writeBufferSize",
            "jdk.httpclient.websocket.intermediateBufferSize")) {
      if (System.getProperty(buffer) == null) {
        System.setProperty(buffer, "1024");
      }
    }
  }

  private static void check(int count, int ends) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    var needed = count * ends + DESCRIPTORS_FOR_THE_REST;
    if (system instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() < needed) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "%d simulated hosts need %d open files, but this process may have %d. Raise it first: ulimit -n %d"
              .formatted(count, needed, unix.getMaxFileDescriptorCount(), needed));
    }
  }

  /** All dial, and dial again until this is closed. */
  void dial() {
    hosts.start();
  }

  /**
   * Waits until the server has welcomed each of them.
   *
   * @throws CloudException UNAVAILABLE when it does not
   */
  void awaitWelcome() {
    var start = time.nanos();
    while (hosts.connected() < hosts.all().size()) {
      if (time.nanos() - start > WELCOME_MAX.toNanos()) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "Only %d of %d simulated hosts were welcomed by the server."
                .formatted(hosts.connected(), hosts.all().size()));
      }
      pause();
    }
  }

  private void pause() {
    try {
      time.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(CloudException.Kind.UNAVAILABLE, "Interrupted.", "", e);
    }
  }

  @Override
  public void close() {
    hosts.close();
    http.shutdownNow();
  }
}
