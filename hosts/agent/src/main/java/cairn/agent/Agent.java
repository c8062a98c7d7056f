package cairn.agent;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.protocol.HostInfo;
import java.net.http.HttpClient;
import java.util.concurrent.Semaphore;

/**
 * The agent of one host. It finds the guests that are here, dials the server, makes the guests as
 * they are wanted and reports what they are. Closing it leaves the guests running. Safe for many
 * threads; many agents may live in one process and share an HTTP client.
 */
public final class Agent implements AutoCloseable {
  private final MetadataService metadata;
  private final Hypervisor hypervisor;
  private final Guests guests;
  private final Link link;

  /**
   * An agent that dials by WebSocket.
   *
   * @param info what the host is, said to the server
   * @param http dials the server; it carries the TLS settings and stays the caller's
   * @param metadata answers guests; {@link MetadataService#none} where guests cannot ask
   */
  public Agent(
      AgentSettings settings,
      HostInfo info,
      Hypervisor hypervisor,
      HostNetwork network,
      MetadataService metadata,
      HttpClient http,
      Time time,
      Entropy entropy) {
    this(
        settings,
        info,
        hypervisor,
        network,
        metadata,
        new WebSocketTransport(http, settings.server(), settings.token()),
        time,
        entropy);
  }

  /** An agent that dials in another way. */
  public Agent(
      AgentSettings settings,
      HostInfo info,
      Hypervisor hypervisor,
      HostNetwork network,
      MetadataService metadata,
      Transport transport,
      Time time,
      Entropy entropy) {
    this.metadata = metadata;
    this.hypervisor = hypervisor;
    var outbox = new Outbox();
    var ports = new Ports(network, metadata);
    var starts = new Semaphore(settings.startsMax());
    var steps = new GuestSteps(hypervisor, ports, starts, settings.shutdownMax(), time);
    this.guests = new Guests(hypervisor, steps, ports, outbox::put);
    var dialogue = new Dialogue(info, hypervisor, guests, outbox);
    this.link = new Link(settings, dialogue, outbox, transport, time, entropy);
  }

  /** Finds the guests that are here, then dials the server and keeps dialling until closed. */
  public void start() {
    metadata.guests(guests);
    guests.recover();
    link.start();
  }

  /** Whether the stream stands and the server has welcomed this host. */
  public boolean connected() {
    return link.welcomed();
  }

  /** Ends the stream and lets go of the guests, which run on. */
  @Override
  public void close() {
    link.close();
    metadata.close();
    hypervisor.close();
  }
}
