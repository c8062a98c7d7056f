package cairn.qemu;

import cairn.common.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A connection to one QEMU by the QEMU Machine Protocol: a JSON object a line, answers matched by
 * id, events in between. Safe for many threads.
 */
final class Qmp implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Qmp.class.getName());
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int LINE_MAX = 8 << 20;

  private final SocketChannel channel;
  private final InputStream in;
  private final Consumer<JsonNode> events;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private Qmp(SocketChannel channel, Consumer<JsonNode> events) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
    this.events = events;
  }

  /**
   * Connects and agrees on the protocol.
   *
   * @param events hears every event, on the thread that reads
   */
  static Qmp connect(Path socket, Duration most, Consumer<JsonNode> events) throws IOException {
    var qmp = new Qmp(SocketChannel.open(UnixDomainSocketAddress.of(socket)), events);
    try {
      Thread.ofVirtual().name("qmp-reader").start(qmp::read);
      qmp.await(qmp.greeted, most);
      qmp.execute("qmp_capabilities", Map.of(), most);
      return qmp;
    } catch (IOException | RuntimeException e) {
      qmp.close();
      throw e;
    }
  }

  JsonNode execute(String command) throws IOException {
    return execute(command, Map.of());
  }

  JsonNode execute(String command, Map<String, ?> arguments) throws IOException {
    return execute(command, arguments, ANSWER_MAX);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws QmpException when QEMU refuses it
   * @throws IOException when there is no answer: the connection ended or the time is over
   */
  JsonNode execute(String command, Map<String, ?> arguments, Duration most) throws IOException {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    try {
      if (ended.isDone()) {
        throw new IOException("QEMU has gone");
      }
      var message = Json.object().put("execute", command).put("id", id);
      if (!arguments.isEmpty()) {
        message.set("arguments", Json.MAPPER.valueToTree(arguments));
      }
      write(Json.write(message) + "\n");
      return await(answer, most);
    } finally {
      waiting.remove(id);
    }
  }

  /** Completed when the connection has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private synchronized void write(String line) throws IOException {
    var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private <T> T await(CompletableFuture<T> future, Duration most) throws IOException {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      throw new IOException("QEMU does not answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof QmpException refusal) {
        throw refusal;
      }
      throw new IOException("the connection to QEMU ended", e);
    }
  }

  private void read() {
    try {
      for (var line = line(); !line.isEmpty(); line = line()) {
        dispatch(Json.parse(line));
      }
    } catch (IOException | JacksonException e) {
      LOG.log(Level.DEBUG, "the connection to QEMU ended", e);
    } finally {
      close();
    }
  }

  /** The next line; empty at the end. */
  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        if (bytes.size() > 0) {
          return bytes.toString(StandardCharsets.UTF_8);
        }
      } else if (next != '\r') {
        bytes.write(next);
      }
      if (bytes.size() > LINE_MAX) {
        throw new IOException("a message is too large");
      }
    }
    return "";
  }

  private void dispatch(JsonNode message) {
    if (message.has("QMP")) {
      greeted.complete(null);
    } else if (message.has("event")) {
      try {
        events.accept(message);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, () -> "event not dealt with: " + message, e);
      }
    } else {
      var answer = waiting.get(message.path("id").asLong(0));
      if (answer != null && message.has("error")) {
        answer.completeExceptionally(
            new QmpException(message.path("error").path("desc").asString("refused")));
      } else if (answer != null) {
        answer.complete(message.path("return"));
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing the connection to QEMU", e);
    }
    var gone = new IOException("the connection to QEMU ended");
    greeted.completeExceptionally(gone);
    ended.complete(null);
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
  }
}
