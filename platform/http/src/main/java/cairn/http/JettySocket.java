package cairn.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** A WebSocket of Jetty's as a {@link Socket}. */
public final class JettySocket implements Session.Listener, Socket {
  private static final long SEND_SECONDS_MAX = 60;

  private final SocketListener listener;
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable volatile Session session;

  JettySocket(SocketListener listener) {
    this.listener = listener;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    listener.opened(this);
    opened.demand();
  }

  @Override
  public void onWebSocketText(String message) {
    listener.text(message);
    demand();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    listener.binary(payload);
    callback.succeed();
    demand();
  }

  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    listener.ping();
    var open = session;
    if (open != null && open.isOpen()) {
      open.sendPong(payload, Callback.NOOP);
    }
    demand();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    end(1011, String.valueOf(cause.getMessage()));
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    end(statusCode, reason == null ? "" : reason);
    callback.succeed();
  }

  @Override
  public void sendText(String message) throws IOException {
    send(open -> callback -> open.sendText(message, callback));
  }

  @Override
  public void sendBinary(ByteBuffer bytes) throws IOException {
    send(open -> callback -> open.sendBinary(bytes, callback));
  }

  @Override
  public void close(int code, String reason) {
    var open = session;
    if (open != null) {
      open.close(code, reason, Callback.NOOP);
    }
  }

  @Override
  public boolean isOpen() {
    var open = session;
    return open != null && open.isOpen() && !ended.get();
  }

  private void send(java.util.function.Function<Session, Consumer<Callback>> frame)
      throws IOException {
    var open = session;
    if (open == null || !isOpen()) {
      throw new IOException("the socket is closed");
    }
    var done = new CompletableFuture<Void>();
    sending.lock();
    try {
      frame
          .apply(open)
          .accept(Callback.from(() -> done.complete(null), done::completeExceptionally));
      done.get(SEND_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the frame was not sent", e.getCause());
    } catch (TimeoutException e) {
      open.disconnect();
      throw new IOException("the other side does not read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      sending.unlock();
    }
  }

  private void demand() {
    var open = session;
    if (open != null && open.isOpen()) {
      open.demand();
    }
  }

  private void end(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      listener.closed(code, reason);
    }
  }
}
