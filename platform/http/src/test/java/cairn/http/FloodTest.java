package cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.policy.Caller;
import cairn.policy.Policy;
import cairn.policy.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a flood gets, and what clients get that hold connections without using them. */
class FloodTest {
  /** For a machine that is busy to read what was sent at once, and be done with it. */
  private static final Duration ENOUGH = Duration.ofSeconds(4);

  private static final Rule MEMBER = new Rule("thing:create", "role:member", "Create a thing");
  private static final Limits USUAL = Limits.GENEROUS;

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    go.countDown();
    server.ifPresent(HttpServer::close);
    client.close();
  }

  @Test
  void aTenantBeyondItsRateIsToldWhenToComeBack() throws Exception {
    serve(new Limits(512, 256, 2, 3, 100, USUAL.headersMax(), 100));
    for (var i = 0; i < 3; i++) {
      assertThat(get("/thing/v1/things", "red").statusCode()).isEqualTo(200);
    }
    var refused = get("/thing/v1/things", "red");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(get("/thing/v1/things", "blue").statusCode()).isEqualTo(200);
  }

  @Test
  void aFullServerSaysSoAtOnce() throws Exception {
    serve(new Limits(1, 1, 1000, 1000, 100, USUAL.headersMax(), 100));
    var slow = CompletableFuture.supplyAsync(() -> status("/thing/v1/slow", "red"));
    inside.await();
    var refused = get("/thing/v1/things", "blue");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    go.countDown();
    assertThat(slow.get()).isEqualTo(200);
    assertThat(get("/thing/v1/things", "blue").statusCode()).isEqualTo(200);
  }

  @Test
  void aTenantCannotTakeAllOfTheServer() throws Exception {
    serve(new Limits(2, 1, 1000, 1000, 100, USUAL.headersMax(), 100));
    var slow = CompletableFuture.supplyAsync(() -> status("/thing/v1/slow", "red"));
    inside.await();
    assertThat(get("/thing/v1/things", "red").statusCode()).isEqualTo(429);
    assertThat(get("/thing/v1/things", "blue").statusCode()).isEqualTo(200);
    go.countDown();
    assertThat(slow.get()).isEqualTo(200);
  }

  @Test
  void headersThatDoNotEndAreCutOff() throws Exception {
    serve(new Limits(512, 256, 1000, 1000, 100, Duration.ofMillis(200), 100));
    assertThat(trickle("GET /thing/ HTTP/1.1\r\nHost: x\r\n", "X-")).isEmpty();
    assertThat(trickle("", "")).isEmpty();
  }

  @Test
  void headersOfALaterRequestThatDoNotEndAreCutOff() throws Exception {
    serve(new Limits(512, 256, 1000, 1000, 100, ENOUGH, 100));
    var first = "GET /thing/ HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThat(trickle(first, "G")).contains("200 OK");
  }

  @Test
  void aBodyThatTricklesIsRefused() throws Exception {
    serve(new Limits(512, 256, 1000, 1000, 100, ENOUGH, 100_000));
    var head =
        "POST /thing/v1/things HTTP/1.1\r\nHost: x\r\nX-Auth-Token: red\r\n"
            + "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{";
    assertThat(trickle(head, " ")).contains("400 Bad Request").contains("too slowly");
  }

  /** Sends the head and then the rest again and again until the server hangs up; what it said. */
  private String trickle(String head, String rest) throws Exception {
    var address = InetAddress.getLoopbackAddress();
    try (var socket = new Socket(address, server.orElseThrow().port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var answer =
          CompletableFuture.supplyAsync(() -> {
            var said = new ByteArrayOutputStream();
            try {
              socket.getInputStream().transferTo(said);
            } catch (IOException e) {
              // A server that hangs up on what is still coming resets; what it said before counts.
            }
            return said.toString(StandardCharsets.US_ASCII);
          });
      while (!answer.isDone()) {
        try {
          socket.getOutputStream().write(rest.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          break;
        }
        Thread.sleep(20);
      }
      return answer.get();
    }
  }

  private void serve(Limits limits) {
    var routes = new Routes("thing", "/thing", PlainErrors.FORM);
    routes.get("/").open().to(_ -> Response.ok(json -> json.writeString("hi")));
    routes.get("/v1/things").policy(MEMBER).to(_ -> Response.ok(json -> json.writeString("x")));
    routes
        .post("/v1/things")
        .policy(MEMBER)
        .body(BodySchema.of("{\"type\": \"object\"}"))
        .to(_ -> Response.empty(201));
    routes
        .get("/v1/slow")
        .policy(MEMBER)
        .to(_ -> {
          inside.countDown();
          waitToGo();
          return Response.ok(json -> json.writeString("late"));
        });
    var dispatcher =
        new Dispatcher(
            List.of(routes),
            new Policy(List.of(MEMBER), Map.of()),
            token -> Optional.of(caller(token)),
            _ -> {},
            new Telemetry(),
            Entropy.system(),
            new Frozen(),
            "Keystone uri=\"%s/identity\"");
    var made =
        new HttpServer(
            new HttpServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                false,
                limits),
            dispatcher,
            List.of());
    made.start();
    server = Optional.of(made);
  }

  private void waitToGo() {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int status(String path, String project) {
    try {
      return get(path, project).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path, String project)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(server.orElseThrow().port(), path));
    return client.send(
        HttpRequest.newBuilder(uri).header("X-Auth-Token", project).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Caller caller(String project) {
    return new Caller(
        "u",
        "user",
        "default",
        new Caller.Scope.Project(project, project, "default"),
        Set.of("member"),
        "audit",
        Instant.MAX);
  }

  /** Time that stands still, so that no tenant saves up anything. */
  private static final class Frozen implements Time {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) {}
  }
}
