package cairn.agent;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts the parts of messages together, and asks for the next when one has been dealt with. */
final class WebSocketReceiver implements WebSocket.Listener {
  private static final int MESSAGE_MAX = 256 << 20;

  private final Transport.Receiver receiver;
  private StringBuilder text = new StringBuilder();
  private ByteBuffer binary = ByteBuffer.allocate(0);

  WebSocketReceiver(Transport.Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (text.length() > MESSAGE_MAX) {
      refuse(from, "a message is too large");
      return null;
    }
    if (last) {
      var message = text.toString();
      text = new StringBuilder(); // a large one is not kept for ever
      receiver.text(message);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    var joined = ByteBuffer.allocate(binary.remaining() + data.remaining());
    joined.put(binary).put(data).flip();
    binary = last ? ByteBuffer.allocate(0) : joined;
    if (joined.remaining() > MESSAGE_MAX) {
      refuse(from, "a frame is too large");
      return null;
    }
    if (last) {
      receiver.binary(joined);
    }
    from.request(1);
    return null;
  }

  private void refuse(WebSocket from, String reason) {
    receiver.ended(reason);
    from.abort();
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    receiver.pong();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
    receiver.pong();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String why) {
    receiver.ended("the server closed it: %d %s".formatted(code, why));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    receiver.ended("broken: " + error);
  }
}
