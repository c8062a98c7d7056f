package cairn.agent;

import cairn.common.Time;
import cairn.protocol.FromHost;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * An agent without its stream and its threads: somebody else carries the messages and says when its
 * work is done. For simulations, in which everything happens in an order that a seed gives. For one
 * thread.
 */
public final class Resident {
  private static final int STARTS_MAX = 2;

  private final Outbox outbox = new Outbox();
  private final Guests guests;
  private final Dialogue dialogue;
  private boolean welcomed;

  /**
   * An agent on that host; what an earlier one left is found by {@link #recover}.
   *
   * @param work does what guests need, one after the other
   */
  public Resident(
      HostInfo info,
      Hypervisor hypervisor,
      HostNetwork network,
      Duration shutdownMax,
      Time time,
      Executor work) {
    var ports = new Ports(network, MetadataService.none());
    var steps = new GuestSteps(hypervisor, ports, new Semaphore(STARTS_MAX), shutdownMax, time);
    guests = new Guests(hypervisor, steps, ports, outbox::put, work);
    dialogue = new Dialogue(info, hypervisor, guests, outbox);
  }

  /** Finds the guests that are here and goes on with each. */
  public void recover() {
    guests.recover();
  }

  /** Says hello on a new stream. */
  public void connected(Consumer<FromHost> sink) {
    welcomed = false;
    send(channel -> dialogue.begin(channel), sink);
  }

  /** Takes a message of the server; what it answers at once goes to the sink. */
  public void received(ToHost message, Consumer<FromHost> sink) {
    if (message instanceof ToHost.Welcome welcome && !welcomed) {
      send(channel -> welcomed = dialogue.welcomed(welcome, channel), sink);
    } else if (welcomed) {
      send(channel -> dialogue.received(message, channel), sink);
    }
  }

  /** The next change that the server is to hear of. */
  public Optional<FromHost> next() {
    return outbox.poll();
  }

  /** The stream is gone. */
  public void disconnected() {
    welcomed = false;
    dialogue.ended();
  }

  private interface Saying {
    void to(Channel channel) throws IOException;
  }

  private static void send(Saying saying, Consumer<FromHost> sink) {
    try {
      saying.to(new SinkChannel(sink));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record SinkChannel(Consumer<FromHost> sink) implements Channel {
    @Override
    public void send(FromHost message) {
      sink.accept(message);
    }

    @Override
    public void send(ByteBuffer frame) {}

    @Override
    public void end(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
