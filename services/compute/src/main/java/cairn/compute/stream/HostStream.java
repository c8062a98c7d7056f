package cairn.compute.stream;

import cairn.common.Background;
import cairn.common.Json;
import cairn.http.Socket;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.ObjectWriter;

/** One open stream after its host has said who it is. Safe for many threads. */
final class HostStream {
  private static final System.Logger LOG = System.getLogger(HostStream.class.getName());
  private static final ObjectWriter WRITER = Json.MAPPER.writerFor(ToHost.class);

  /** An agent that is so far behind is better off with a new stream and the whole at once. */
  private static final int WAITING_MAX = 4096;

  private final UUID host;
  private final String name;
  private final Socket socket;
  private final BlockingQueue<ToHost> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Background.Loop writer;
  private volatile Instant heardAt;

  HostStream(UUID host, String name, Socket socket, Instant now, Background background) {
    this.host = host;
    this.name = name;
    this.socket = socket;
    this.heardAt = now;
    this.writer = background.loop("to-host-" + name, this::step);
    writer.start();
  }

  UUID host() {
    return host;
  }

  String name() {
    return name;
  }

  void heard(Instant now) {
    heardAt = now;
  }

  Instant heardAt() {
    return heardAt;
  }

  /** Sends in order, without waiting for a slow agent. */
  void send(ToHost message) {
    if (!waiting.offer(message)) {
      LOG.log(Level.WARNING, "host {0} does not keep up; its stream is ended", name);
      end(1013, "too far behind");
    }
    writer.wake();
  }

  /** Sends now; waits until the bytes have gone out. */
  void sendNow(ByteBuffer frame) throws IOException {
    socket.sendBinary(frame);
  }

  void end(int code, String reason) {
    writer.close();
    socket.close(code, reason);
  }

  private Duration step() {
    var message = waiting.poll();
    if (message == null) {
      return Background.UNTIL_WOKEN;
    }
    try {
      socket.sendText(WRITER.writeValueAsString(message));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "stream of host " + name + " broke", e);
      socket.close(1011, "broken");
      writer.stop();
    }
    return Duration.ZERO;
  }
}
