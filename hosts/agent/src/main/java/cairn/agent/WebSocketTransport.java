package cairn.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** WebSockets (RFC 6455) to Cairn's server. Safe for many threads. */
public final class WebSocketTransport implements Transport {
  private static final Duration DIAL_MAX = Duration.ofSeconds(30);
  private static final Duration SEND_MAX = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI stream;
  private final String token;

  /**
   * Dials by that client, whose executor has to stand threads that block.
   *
   * @param http carries the TLS settings and stays the caller's
   * @param server where Cairn's server is, {@code http://HOST:PORT} or with https
   * @param token by which the server knows the host
   */
  public WebSocketTransport(HttpClient http, URI server, String token) {
    this.http = http;
    var scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
    this.stream = URI.create("%s://%s/agent/v1/stream".formatted(scheme, server.getAuthority()));
    this.token = token;
  }

  @Override
  public Connection dial(Receiver receiver) throws IOException, InterruptedException {
    var dialling =
        http.newWebSocketBuilder()
            .connectTimeout(DIAL_MAX)
            .header("X-Cairn-Host-Token", token)
            .buildAsync(stream, new WebSocketReceiver(receiver));
    try {
      return new Dialled(dialling.get(DIAL_MAX.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw new IOException("the stream was refused", e.getCause());
    } catch (TimeoutException e) {
      var _ = dialling.thenAccept(WebSocket::abort);
      throw new IOException("the server does not answer", e);
    }
  }

  private record Dialled(WebSocket socket) implements Connection {
    @Override
    public void text(String message) throws IOException {
      await(socket.sendText(message, true));
    }

    @Override
    public void binary(ByteBuffer frame) throws IOException {
      await(socket.sendBinary(frame, true));
    }

    @Override
    public void ping() throws IOException {
      await(socket.sendPing(ByteBuffer.allocate(0)));
    }

    @Override
    public void close() {
      socket.abort();
    }

    private static void await(CompletableFuture<WebSocket> sent) throws IOException {
      try {
        sent.get(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("not sent", e);
      }
    }
  }
}
