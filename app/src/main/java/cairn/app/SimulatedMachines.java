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
import java.time.Duration;
import java.util.concurrent.Executors;

/** The simulated hosts of this process, which dial its own server as any other host would. */
final class SimulatedMachines implements AutoCloseable {
  private static final Duration WELCOME_MAX = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Both ends of each stream are here; the rest is for clients, the database and files. */
  private static final int DESCRIPTORS_PER_HOST = 2;

  private static final int DESCRIPTORS_FOR_THE_REST = 1000;

  private final HttpClient http;
  private final SimulatedHosts hosts;
  private final Time time;

  SimulatedMachines(SimulatedHosts.Plan plan, URI server, String token, Time time) {
    check(plan.count());
    this.time = time;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
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

  private static void check(int count) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    var needed = count * DESCRIPTORS_PER_HOST + DESCRIPTORS_FOR_THE_REST;
    if (system instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() < needed) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "%d simulated hosts need %d open files, but this process may have %d. Raise it first: ulimit -n %d"
              .formatted(count, needed, unix.getMaxFileDescriptorCount(), needed));
    }
  }

  /** Starts all, and comes back when the server has welcomed each of them. */
  void start() {
    hosts.start();
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
