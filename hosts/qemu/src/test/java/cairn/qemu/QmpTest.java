package cairn.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cairn.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QmpTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(10);
  private final List<String> events = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private ServerSocketChannel listening;

  @BeforeEach
  void listen() throws IOException {
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(folder.resolve("qmp.sock")));
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  /** A QEMU that greets and then answers as its script says. */
  private void serve(boolean greets) {
    Thread.ofVirtual()
        .start(() -> {
          try (var client = listening.accept();
              var lines = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            if (greets) {
              say(client, "{\"QMP\": {\"version\": {}, \"capabilities\": []}}");
            }
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
              answer(client, Json.parse(line));
            }
          } catch (IOException e) {
            events.add("server: " + e);
          }
        });
  }

  private static void answer(SocketChannel client, JsonNode asked) throws IOException {
    var id = asked.path("id").asLong();
    switch (asked.path("execute").asString()) {
      case "fail" ->
          say(
              client,
              "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}, \"id\": " + id + "}");
      case "hang" -> {}
      case "hang-up" -> client.close();
      default -> {
        say(client, "{\"event\": \"RESUME\", \"timestamp\": {\"seconds\": 1}}");
        var got = asked.has("arguments") ? asked.path("arguments").toString() : "{}";
        say(client, "{\"return\": {\"got\": %s}, \"id\": %d}".formatted(got, id));
      }
    }
  }

  private static void say(SocketChannel client, String line) throws IOException {
    var bytes = ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  private Qmp connect() throws IOException {
    return Qmp.connect(
        folder.resolve("qmp.sock"), LONG, event -> events.add(event.path("event").asString()));
  }

  @Test
  void matchesAnswersAndHearsEvents() throws Exception {
    serve(true);
    try (var qmp = connect()) {
      var answer = qmp.execute("echo", Map.of("a", 1, "b", List.of("x")));
      assertThat(answer.path("got").path("a").asInt()).isEqualTo(1);
      assertThat(answer.path("got").path("b").path(0).asString()).isEqualTo("x");
      await().until(() -> events.contains("RESUME"));
    }
  }

  @Test
  void tellsRefusalsFromSilence() throws Exception {
    serve(true);
    try (var qmp = connect()) {
      assertThatThrownBy(() -> qmp.execute("fail"))
          .isInstanceOf(QmpException.class)
          .hasMessage("no");
      assertThatThrownBy(() -> qmp.execute("hang", Map.of(), SHORT))
          .isNotInstanceOf(QmpException.class)
          .hasMessage("QEMU does not answer");
      assertThat(qmp.execute("echo").has("got")).isTrue();
    }
  }

  @Test
  void endsWhenQemuEnds() throws Exception {
    serve(true);
    try (var qmp = connect()) {
      assertThatThrownBy(() -> qmp.execute("hang-up")).isInstanceOf(IOException.class);
      await().until(() -> qmp.ended().isDone());
      assertThatThrownBy(() -> qmp.execute("echo")).hasMessage("QEMU has gone");
    }
  }

  @Test
  void givesUpOnAQemuThatDoesNotGreet() {
    serve(false);
    assertThatThrownBy(() -> Qmp.connect(folder.resolve("qmp.sock"), SHORT, event -> {}))
        .hasMessage("QEMU does not answer");
  }
}
