package cairn.agent;

import cairn.common.Json;
import cairn.common.Time;
import cairn.protocol.FromHost;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One WebSocket connection. Messages are taken one after the other, as the dialogue deals with
 * them.
 */
final class Stream implements WebSocket.Listener, Channel, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Stream.class.getName());
  private static final int MESSAGE_MAX = 256 << 20;
  private static final Duration SEND_MAX = Duration.ofSeconds(30);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Time time;
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private final CompletableFuture<ToHost.Welcome> welcome = new CompletableFuture<>();
  private final CompletableFuture<Dialogue> dialogue = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock(true);
  private final StringBuilder text = new StringBuilder();
  private ByteBuffer binary = ByteBuffer.allocate(0);
  private volatile long heardAt;

  Stream(Time time) {
    this.time = time;
    this.heardAt = time.nanos();
  }

  /** The server's answer to Hello. */
  ToHost.Welcome welcome(Duration most) throws IOException, TimeoutException, InterruptedException {
    try {
      return welcome.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the stream ended before the welcome", e);
    }
  }

  /** From now on, and from the first message after the welcome, the dialogue hears everything. */
  void listen(Dialogue listener) {
    dialogue.complete(listener);
  }

  /** Says regularly that this host is there, until the stream ends or the server is silent. */
  void beat(Duration every, Time clock) throws InterruptedException {
    while (!ended.isDone()) {
      try {
        send(new FromHost.Heartbeat());
        await(socket().sendPing(ByteBuffer.allocate(0)));
      } catch (IOException e) {
        end("cannot be written to");
      }
      if (clock.nanos() - heardAt > SILENCE_MAX.toNanos()) {
        end("the server is silent");
      }
      try {
        ended.get(every.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        LOG.log(Level.TRACE, "the next beat is due");
      }
    }
  }

  String reason() {
    return ended.getNow("closed");
  }

  @Override
  public void send(FromHost message) throws IOException {
    var json = Json.write(message);
    sending.lock();
    try {
      await(socket().sendText(json, true));
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void send(ByteBuffer frame) throws IOException {
    sending.lock();
    try {
      await(socket().sendBinary(frame, true));
    } finally {
      sending.unlock();
    }
  }

  private WebSocket socket() throws IOException {
    var open = socket.getNow(null);
    if (open == null || ended.isDone()) {
      throw new IOException("the stream has ended");
    }
    return open;
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

  @Override
  public void end(String reason) {
    ended.complete(reason);
    welcome.completeExceptionally(new IOException(reason));
  }

  @Override
  public void close() {
    end("closed");
    var open = socket.getNow(null);
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket.complete(opened);
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heardAt = time.nanos();
    text.append(data);
    if (text.length() > MESSAGE_MAX) {
      end("a message is too large");
    } else if (last) {
      var message = text.toString();
      text.setLength(0);
      return take(message, from);
    }
    from.request(1);
    return null;
  }

  private @Nullable CompletionStage<?> take(String message, WebSocket from) {
    try {
      var read = Json.read(message, ToHost.class);
      if (read instanceof ToHost.Welcome first && !welcome.isDone()) {
        welcome.complete(first);
        return dialogue.thenRun(() -> from.request(1));
      }
      var listener = dialogue.getNow(null);
      if (listener == null) {
        end("the server did not begin with a welcome");
        return null;
      }
      listener.received(read, this);
    } catch (JacksonException e) {
      LOG.log(Level.WARNING, "a message that this version does not know was left out", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a message was not dealt with", e);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    heardAt = time.nanos();
    var joined = ByteBuffer.allocate(binary.remaining() + data.remaining());
    joined.put(binary).put(data).flip();
    binary = last ? ByteBuffer.allocate(0) : joined;
    var listener = dialogue.getNow(null);
    if (joined.remaining() > MESSAGE_MAX) {
      end("a frame is too large");
    } else if (last && listener != null) {
      listener.received(joined);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    heardAt = time.nanos();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
    heardAt = time.nanos();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String why) {
    end("the server closed it: %d %s".formatted(code, why));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end("broken: " + error);
  }
}
