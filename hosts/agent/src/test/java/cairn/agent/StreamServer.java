package cairn.agent;

import cairn.common.Json;
import cairn.protocol.FromHost;
import cairn.protocol.GuestStatus;
import cairn.protocol.ToHost;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** The server's end of the stream, driven by a test. */
public final class StreamServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector;
  final List<FromHost> heard = new CopyOnWriteArrayList<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  final List<ByteBuffer> frames = new CopyOnWriteArrayList<>();
  final AtomicInteger pings = new AtomicInteger();
  final List<Session> sessions = new CopyOnWriteArrayList<>();

  StreamServer() throws Exception {
    connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        WebSocketUpgradeHandler.from(
            server,
            container ->
                container.addMapping(
                    "/agent/v1/stream",
                    (request, response, callback) -> {
                      tokens.add(String.valueOf(request.getHeaders().get("X-Cairn-Host-Token")));
                      return new Endpoint();
                    })));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  void say(ToHost message) {
    // the JSON must carry its type, so it is written as the sealed interface
    var json = Json.MAPPER.writerFor(ToHost.class).writeValueAsString(message);
    sessions.getLast().sendText(json, Callback.NOOP);
  }

  void say(ByteBuffer frame) {
    sessions.getLast().sendBinary(frame, Callback.NOOP);
  }

  /** Waits for a message that fits. */
  <T extends FromHost> T await(Class<T> type, Predicate<T> fits) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < deadline) {
      for (var message : heard) {
        if (type.isInstance(message) && fits.test(type.cast(message))) {
          return type.cast(message);
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("not heard: " + type.getSimpleName() + "; heard " + heard);
  }

  GuestStatus awaitSettled(long generation) throws InterruptedException {
    return await(
            FromHost.Observed.class,
            observed -> observed.guest().settled() && observed.guest().generation() == generation)
        .guest();
  }

  void drop() {
    sessions.getLast().disconnect();
    heard.clear();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Public, because Jetty calls it by reflection. */
  public final class Endpoint implements Session.Listener.AutoDemanding {
    @Override
    public void onWebSocketPing(ByteBuffer payload) {
      pings.incrementAndGet();
      sessions.getLast().sendPong(payload, Callback.NOOP);
    }

    @Override
    public void onWebSocketOpen(Session session) {
      session.setMaxTextMessageSize(1 << 24);
      sessions.add(session);
    }

    @Override
    public void onWebSocketText(String text) {
      heard.add(Json.read(text, FromHost.class));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
      var copy = ByteBuffer.allocate(payload.remaining());
      frames.add(copy.put(payload).flip());
      callback.succeed();
    }
  }
}
