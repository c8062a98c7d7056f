package cairn.ovn.ovsdb;

import cairn.common.Json;
import cairn.common.Time;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * One JSON-RPC connection (RFC 7047 section 4): calls may be pipelined by many threads, answers and
 * notifications are handled in the order of their arrival by one reading thread.
 */
final class Connection implements AutoCloseable {
  /** Reads one document after the other from a stream, which the strict mapper refuses to. */
  private static final JsonMapper STREAM =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private record Call(String method, CompletableFuture<JsonNode> answer) {}

  private final SocketChannel channel;
  private final Time time;
  private final BiConsumer<String, JsonNode> notifications;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Call> calls = new ConcurrentHashMap<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile long heard;

  private Connection(SocketChannel channel, Time time, BiConsumer<String, JsonNode> notifications) {
    this.channel = channel;
    this.time = time;
    this.notifications = notifications;
    this.heard = time.nanos();
  }

  /** Connects and starts to read. */
  static Connection open(
      SocketAddress address, Time time, BiConsumer<String, JsonNode> notifications) {
    try {
      var connection = new Connection(SocketChannel.open(address), time, notifications);
      Thread.ofVirtual().name("ovsdb-reader").start(connection::readAll);
      return connection;
    } catch (IOException e) {
      throw OvsdbException.unavailable(address + ": " + e.getMessage(), e);
    }
  }

  /** Sends a request; {@code reader} sees its answer before any later message is handled. */
  <T> CompletableFuture<T> call(String method, ArrayNode params, Function<JsonNode, T> reader) {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    var result = answer.thenApply(reader);
    calls.put(id, new Call(method, answer));
    var request = Json.object().put("id", id).put("method", method);
    request.set("params", params);
    send(request);
    return result;
  }

  /** How long nothing has arrived, in nanoseconds. */
  long silentNanos() {
    return time.nanos() - heard;
  }

  /** Completed with the reason when the connection is over. */
  CompletableFuture<String> ended() {
    return ended;
  }

  private void send(JsonNode message) {
    writing.lock();
    try {
      var bytes = ByteBuffer.wrap(STREAM.writeValueAsBytes(message));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      fail("write: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  private void readAll() {
    try (var parser = STREAM.createParser(Channels.newInputStream(channel))) {
      while (parser.nextToken() != null) {
        JsonNode message = STREAM.readTree(parser);
        heard = time.nanos();
        handle(message);
      }
      fail("closed by the server", new IOException("end of stream"));
    } catch (JacksonException | OvsdbException e) {
      fail("read: " + e.getMessage(), e);
    }
  }

  private void handle(JsonNode message) {
    if (message.path("method").isString()) {
      var method = message.get("method").asString();
      if (method.equals("echo")) {
        var answer = Json.object().putNull("error");
        answer.set("id", message.get("id"));
        answer.set("result", message.get("params"));
        send(answer);
      } else {
        notifications.accept(method, message.path("params"));
      }
      return;
    }
    var call = calls.remove(message.path("id").asLong());
    if (call == null) {
      return;
    }
    var error = message.path("error");
    if (error.isNull() || error.isMissingNode()) {
      call.answer().complete(message.path("result"));
    } else {
      call.answer()
          .completeExceptionally(
              new OvsdbException(
                  call.method() + ": " + error.path("error").asString(error.toString()),
                  error.path("details").asString("")));
    }
  }

  private void fail(String detail, Throwable cause) {
    close();
    ended.complete(detail);
    for (var id : List.copyOf(calls.keySet())) {
      var call = calls.remove(id);
      if (call != null) {
        call.answer().completeExceptionally(OvsdbException.unavailable(detail, cause));
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: what was under way fails by the reader's end.
    }
  }
}
