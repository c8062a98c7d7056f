package cairn.simulated;

import cairn.agent.Agent;
import cairn.agent.MetadataService;
import cairn.protocol.HostInfo;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * One host: a real agent above guests that are not there, on a line of its own. Safe for many
 * threads.
 */
public final class SimulatedHost implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SimulatedHost.class.getName());

  private final HostInfo info;
  private final SimulatedHosts.Surroundings surroundings;
  private final FaultyTransport line;
  private final SimulatedNetwork network = new SimulatedNetwork();
  private final SimulatedHypervisor hypervisor;
  private Optional<Agent> agent = Optional.empty();
  private boolean closed;

  SimulatedHost(
      HostInfo info,
      Behaviour behaviour,
      FaultyTransport line,
      SimulatedHosts.Surroundings surroundings) {
    this.info = info;
    this.line = line;
    this.surroundings = surroundings;
    this.hypervisor = new SimulatedHypervisor(behaviour, surroundings.time());
  }

  /** What it says it is. */
  public HostInfo info() {
    return info;
  }

  /** Its guests. */
  public SimulatedHypervisor hypervisor() {
    return hypervisor;
  }

  /** Its way to the server. */
  public FaultyTransport line() {
    return line;
  }

  /** Whether the server has welcomed it. */
  public synchronized boolean connected() {
    return agent.map(Agent::connected).orElse(false);
  }

  synchronized void start() {
    if (closed || agent.isPresent()) {
      return;
    }
    var started =
        new Agent(
            surroundings.settings(),
            info,
            hypervisor,
            network,
            MetadataService.none(),
            line,
            surroundings.time(),
            surroundings.entropy());
    started.start();
    agent = Optional.of(started);
  }

  /** Loses its power, and all guests with it; after that while it starts again. Returns at once. */
  public void crash(Duration off) {
    LOG.log(Level.INFO, "host {0} loses its power for {1}", info.name(), off);
    stop();
    hypervisor.losePower();
    Thread.startVirtualThread(() -> {
      try {
        surroundings.time().sleep(off);
        start();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private synchronized void stop() {
    line.cut();
    agent.ifPresent(Agent::close);
    agent = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }
}
