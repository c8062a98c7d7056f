package cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.policy.Audit;
import cairn.policy.Caller;
import cairn.policy.Policy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final Rule MEMBER = new Rule("thing:create", "role:member", "Create a thing");
  private static final Rule OWNER =
      new Rule("thing:show", "rule:project_reader_or_admin", "Show a thing");

  private final List<Audit.Event> audited = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Audit trail = audited::add;
  private HttpServer server = serverOf(routes());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void answersWithVersionAndRequestId() throws Exception {
    var answer =
        get(
            "/thing/v1/things/a%20b",
            "X-Auth-Token", "reader", "OpenStack-API-Version", "thing 1.3");
    assertThat(answer.body()).isEqualTo("{\"id\":\"a b\",\"version\":\"1.3\"}");
    assertThat(answer.headers().firstValue("OpenStack-API-Version")).contains("thing 1.3");
    assertThat(answer.headers().allValues("Vary"))
        .contains("OpenStack-API-Version", "X-Thing-Version");
    assertThat(RequestId.valid(answer.headers().firstValue("x-openstack-request-id").orElseThrow()))
        .isTrue();
    assertThat(audited).singleElement().matches(event -> event.action().equals("thing:show"));
  }

  @Test
  void aChangeIsAnsweredWhenTheTrailHasIt() throws Exception {
    var taken = new CompletableFuture<Audit.Event>();
    var stored = new CompletableFuture<Boolean>();
    trail =
        event -> {
          taken.complete(event);
          stored.join();
        };
    var request =
        HttpRequest.newBuilder(uri("/thing/v1/things"))
            .header("X-Auth-Token", "member")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"n\"}"))
            .build();
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    assertThat(taken.get().change()).isTrue();
    assertThat(answer).isNotDone();
    stored.complete(true);
    assertThat(answer.get().statusCode()).isEqualTo(201);
  }

  @Test
  void takesOverAGoodRequestId() throws Exception {
    var id = RequestId.create(Entropy.system());
    assertThat(
            get("/thing/", "X-OpenStack-Request-ID", id)
                .headers()
                .firstValue("x-openstack-request-id"))
        .contains(id);
    assertThat(
            get("/thing/", "X-OpenStack-Request-ID", "evil")
                .headers()
                .firstValue("x-openstack-request-id"))
        .isNotEqualTo(Optional.of("evil"));
  }

  @Test
  void refusesInTheServicesForm() throws Exception {
    assertThat(get("/thing/v1/things/x").statusCode()).isEqualTo(401);
    assertThat(get("/thing/v1/things/x").headers().firstValue("WWW-Authenticate"))
        .contains("Keystone uri=\"http://127.0.0.1:%d/identity\"".formatted(server.port()));
    assertThat(get("/thing/v1/nothing", "X-Auth-Token", "reader").statusCode()).isEqualTo(404);
    assertThat(get("/elsewhere", "X-Auth-Token", "reader").statusCode()).isEqualTo(404);
    assertThat(
            get("/thing/v1/things/x", "X-Auth-Token", "reader", "X-Thing-Version", "1.99")
                .statusCode())
        .isEqualTo(406);
    assertThat(
            get("/thing/v1/things/x", "X-Auth-Token", "reader", "X-Thing-Version", "x")
                .statusCode())
        .isEqualTo(400);
    assertThat(get("/thing/v1/late", "X-Auth-Token", "reader").statusCode()).isEqualTo(404);
    assertThat(
            get("/thing/v1/late", "X-Auth-Token", "reader", "X-Thing-Version", "latest")
                .statusCode())
        .isEqualTo(204);
    var notAllowed = send("DELETE", "/thing/v1/things", "", "X-Auth-Token", "member");
    assertThat(notAllowed.statusCode()).isEqualTo(405);
    assertThat(notAllowed.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void checksBodies() throws Exception {
    assertThat(post("{\"name\":\"n\"}", "member").statusCode()).isEqualTo(201);
    assertThat(post("{\"name\":\"n\"}", "reader").statusCode()).isEqualTo(403);
    assertThat(post("{\"name\":", "member").statusCode()).isEqualTo(400);
    assertThat(post("", "member").statusCode()).isEqualTo(400);
    assertThat(post("{\"name\":1}", "member").body())
        .contains("Invalid input for field/attribute name");
    assertThat(post("{\"name\":\"n\",\"x\":1}", "member").body()).contains("x");
    assertThat(post("{\"name\":\"n\",\"name\":\"m\"}", "member").statusCode()).isEqualTo(400);
    assertThat(post("[".repeat(100_000), "member").statusCode()).isEqualTo(400);
    assertThat(post("{\"name\":\"" + "n".repeat(2 << 20) + "\"}", "member").statusCode())
        .isEqualTo(413);
    assertThat(
            send(
                    "POST",
                    "/thing/v1/things",
                    "<a/>",
                    "X-Auth-Token",
                    "member",
                    "Content-Type",
                    "text/xml")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void choosesByAction() throws Exception {
    assertThat(action("{\"os-start\":null}").statusCode()).isEqualTo(202);
    assertThat(action("{\"os-stop\":null}").statusCode()).isEqualTo(204);
    assertThat(action("{\"os-fly\":null}").statusCode()).isEqualTo(400);
    assertThat(action("{}").statusCode()).isEqualTo(400);
    assertThat(action("[]").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesSuccessWithoutAPermission() throws Exception {
    assertThat(get("/thing/v1/forgotten", "X-Auth-Token", "reader").statusCode()).isEqualTo(500);
  }

  @Test
  void streamsBothWays() throws Exception {
    var bytes = new byte[3 << 20];
    new java.util.Random(1).nextBytes(bytes);
    var answer =
        client.send(
            HttpRequest.newBuilder(uri("/thing/v1/echo"))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .header("X-Auth-Token", "member")
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.body()).isEqualTo(bytes);
  }

  @Test
  void headHasNoBody() throws Exception {
    var answer = send("HEAD", "/thing/", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void speaksWebSocket() throws Exception {
    var got = new CompletableFuture<String>();
    var socket =
        client
            .newWebSocketBuilder()
            .subprotocols("binary")
            .buildAsync(
                URI.create("ws://127.0.0.1:%d/socket?token=t".formatted(server.port())),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence data, boolean last) {
                    got.complete(data.toString());
                    from.request(1);
                    return CompletableFuture.completedFuture(null);
                  }
                })
            .get();
    assertThat(socket.getSubprotocol()).isEqualTo("binary");
    socket.sendText("hello", true).get();
    assertThat(got.get()).isEqualTo("hello t");
    socket.abort();
    assertThat(get("/socket", "Upgrade", "x").statusCode()).isNotEqualTo(101);
  }

  private HttpServer serverOf(Routes routes) {
    var dispatcher =
        new Dispatcher(
            List.of(routes),
            new Policy(List.of(MEMBER, OWNER), Map.of()),
            token -> token.equals("evil") ? Optional.empty() : Optional.of(caller(token)),
            event -> trail.record(event),
            new Telemetry(),
            Entropy.system(),
            Time.system(),
            "Keystone uri=\"%s/identity\"");
    var socket =
        new SocketRoute(
            "/socket",
            List.of("binary"),
            handshake -> new Echo(handshake.query().last("token").orElse("")));
    return new HttpServer(
        new HttpServer.Settings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), false),
        dispatcher,
        List.of(socket));
  }

  private static Routes routes() {
    var versions =
        new Microversions(
            "thing", List.of("X-Thing-Version"), Microversion.of("1.1"), Microversion.of("1.9"));
    var routes = new Routes("thing", "/thing", PlainErrors.FORM, versions);
    var schema =
        BodySchema.of(
            """
            {"type": "object", "additionalProperties": false, "required": ["name"],
             "properties": {"name": {"type": "string"}}}\
            """);
    routes.get("/").open().to(_ -> Response.ok(json -> json.writeString("hi")));
    routes
        .get("/v1/things/{id}")
        .policyInHandler(OWNER)
        .to(request -> {
          request.check(Target.ofProject("p"));
          return Response.ok(json -> {
            json.writeStartObject();
            json.writeStringProperty("id", request.parameter("id"));
            json.writeStringProperty("version", request.version().toString());
            json.writeEndObject();
          });
        });
    routes.post("/v1/things").policy(MEMBER).body(schema).to(_ -> Response.empty(201));
    routes.get("/v1/late").since("1.5").policy(OWNER).to(_ -> Response.empty(204));
    routes.get("/v1/forgotten").policyInHandler(OWNER).to(_ -> Response.empty(204));
    routes
        .post("/v1/things/{id}/action")
        .action("os-start")
        .policy(MEMBER)
        .to(_ -> Response.empty(202));
    routes
        .post("/v1/things/{id}/action")
        .action("os-stop")
        .policy(MEMBER)
        .to(_ -> Response.empty(204));
    routes
        .put("/v1/echo")
        .streamed()
        .policy(MEMBER)
        .to(request ->
            Response.stream(
                200, "application/octet-stream", -1, out -> request.stream().transferTo(out)));
    return routes;
  }

  private static Caller caller(String role) {
    return new Caller(
        "u",
        "user",
        "default",
        new Caller.Scope.Project("p", "project", "default"),
        role.equals("reader") ? Set.of("reader") : Set.of(role, "reader"),
        "audit",
        Instant.MAX);
  }

  private HttpResponse<String> action(String body) throws Exception {
    return send("POST", "/thing/v1/things/1/action", body, "X-Auth-Token", "member");
  }

  private HttpResponse<String> post(String body, String token) throws Exception {
    return send("POST", "/thing/v1/things", body, "X-Auth-Token", token);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body.isEmpty() && !method.equals("POST")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    for (var i = 0; i < headers.length; i += 2) {
      if (!headers[i].equals("Upgrade")) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
  }

  private static final class Echo implements SocketListener {
    private final String token;
    private Optional<Socket> socket = Optional.empty();

    Echo(String token) {
      this.token = token;
    }

    @Override
    public void opened(Socket opened) {
      socket = Optional.of(opened);
    }

    @Override
    public void text(String message) {
      try {
        socket.orElseThrow().sendText(message + " " + token);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void binary(ByteBuffer bytes) {}

    @Override
    public void closed(int code, String reason) {}
  }
}
