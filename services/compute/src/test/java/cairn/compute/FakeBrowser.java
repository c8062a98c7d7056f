package cairn.compute;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what a console says. */
final class FakeBrowser implements WebSocket.Listener {
  private final StringBuilder received = new StringBuilder();

  synchronized String received() {
    return received.toString();
  }

  @Override
  public synchronized CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    received.append(StandardCharsets.US_ASCII.decode(data));
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }
}
