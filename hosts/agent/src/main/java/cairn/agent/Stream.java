package cairn.agent;

import cairn.common.Json;
import cairn.common.Time;
import cairn.protocol.FromHost;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;

/** One connection. Messages are taken one after the other, as the dialogue deals with them. */
final class Stream implements Transport.Receiver, Channel, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Stream.class.getName());
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Time time;
  private final CompletableFuture<Transport.Connection> connection = new CompletableFuture<>();
  private final CompletableFuture<ToHost.Welcome> welcome = new CompletableFuture<>();
  private final CompletableFuture<Dialogue> dialogue = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock(true);
  private volatile long heardAt;

  Stream(Time time) {
    this.time = time;
    this.heardAt = time.nanos();
  }

  void dial(Transport transport) throws IOException, InterruptedException {
    connection.complete(transport.dial(this));
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
        connection().ping();
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
      connection().text(json);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void send(ByteBuffer frame) throws IOException {
    sending.lock();
    try {
      connection().binary(frame);
    } finally {
      sending.unlock();
    }
  }

  private Transport.Connection connection() throws IOException {
    var open = connection.getNow(null);
    if (open == null || ended.isDone()) {
      throw new IOException("the stream has ended");
    }
    return open;
  }

  @Override
  public void end(String reason) {
    ended.complete(reason);
    var why = new IOException(reason);
    welcome.completeExceptionally(why);
    dialogue.completeExceptionally(why);
  }

  @Override
  public void close() {
    end("closed");
    var open = connection.getNow(null);
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void text(String message) {
    heardAt = time.nanos();
    try {
      take(Json.read(message, ToHost.class));
    } catch (JacksonException e) {
      LOG.log(Level.WARNING, "a message that this version does not know was left out", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a message was not dealt with", e);
    }
  }

  private void take(ToHost message) {
    if (message instanceof ToHost.Welcome first && !welcome.isDone()) {
      welcome.complete(first);
      awaitDialogue();
      return;
    }
    var listener = dialogue.isCompletedExceptionally() ? null : dialogue.getNow(null);
    if (listener == null) {
      end("the server did not begin with a welcome");
      return;
    }
    listener.received(message, this);
  }

  /** What comes after the welcome waits until the welcome has been dealt with. */
  private void awaitDialogue() {
    try {
      dialogue.join();
    } catch (CompletionException e) {
      LOG.log(Level.DEBUG, "the stream ended at the welcome", e);
    }
  }

  @Override
  public void binary(ByteBuffer frame) {
    heardAt = time.nanos();
    if (dialogue.isDone() && !dialogue.isCompletedExceptionally()) {
      dialogue.join().received(frame);
    }
  }

  @Override
  public void pong() {
    heardAt = time.nanos();
  }

  @Override
  public void ended(String reason) {
    end(reason);
  }
}
