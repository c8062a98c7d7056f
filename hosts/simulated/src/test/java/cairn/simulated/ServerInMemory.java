package cairn.simulated;

import cairn.agent.Transport;
import cairn.common.Json;
import cairn.protocol.FromHost;
import cairn.protocol.GuestStatus;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's end of the streams, without a network: it welcomes whoever says hello. */
final class ServerInMemory implements Transport {
  private static final UUID CLOUD = new UUID(1, 2);

  final Map<String, Open> hosts = new ConcurrentHashMap<>();
  final List<FromHost> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger pings = new AtomicInteger();
  final AtomicInteger dialling = new AtomicInteger();
  final AtomicInteger diallingMost = new AtomicInteger();

  @Override
  public Connection dial(Receiver receiver) {
    diallingMost.accumulateAndGet(dialling.incrementAndGet(), Math::max);
    return new Open(receiver);
  }

  void say(HostInfo host, ToHost message) {
    var open = hosts.get(host.name());
    if (open != null) {
      open.say(message);
    }
  }

  /** All that was said of that guest once it was as wanted, in order. */
  List<GuestStatus> settled(UUID server) {
    return heard.stream()
        .filter(FromHost.Observed.class::isInstance)
        .map(message -> ((FromHost.Observed) message).guest())
        .filter(guest -> guest.server().equals(server) && guest.settled())
        .toList();
  }

  final class Open implements Connection {
    private final Receiver receiver;
    private volatile boolean closed;

    Open(Receiver receiver) {
      this.receiver = receiver;
    }

    private void say(ToHost message) {
      receiver.text(Json.MAPPER.writerFor(ToHost.class).writeValueAsString(message));
    }

    @Override
    public void text(String message) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      var read = Json.read(message, FromHost.class);
      heard.add(read);
      if (read instanceof FromHost.Hello hello) {
        hosts.put(hello.host().name(), this);
        Thread.startVirtualThread(() -> {
          dialling.decrementAndGet();
          say(new ToHost.Welcome(CLOUD));
        });
      }
    }

    @Override
    public void binary(ByteBuffer frame) {}

    @Override
    public void ping() {
      pings.incrementAndGet();
      receiver.pong();
    }

    @Override
    public void close() {
      closed = true;
      hosts.values().remove(this);
      receiver.ended("closed");
    }
  }
}
