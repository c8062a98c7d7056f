package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.agent.Transport;
import cairn.agent.WebSocketTransport;
import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Dispatcher;
import cairn.http.HttpServer;
import cairn.http.PlainErrors;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.http.Socket;
import cairn.http.SocketListener;
import cairn.http.SocketRoute;
import cairn.http.Telemetry;
import cairn.policy.Policy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers whose certificates are signed by authorities of their own. */
class WebClientsTest {
  @TempDir private Path folder = Path.of("");
  private final CompletableFuture<String> welcomed = new CompletableFuture<>();

  @Test
  void theAuthorityOfAFileIsTrustedAndNoOther() throws Exception {
    try (var server = server("one");
        var _ = server("other")) {
      assertThat(status(Optional.of(authority("one")), server)).isEqualTo(204);
      assertThatThrownBy(() -> status(Optional.of(authority("other")), server))
          .isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> status(Optional.empty(), server))
          .isInstanceOf(SSLHandshakeException.class);
      var both = Files.readString(authority("other")) + Files.readString(authority("one"));
      var bundle = Files.writeString(folder.resolve("bundle.pem"), both);
      assertThat(status(Optional.of(bundle), server)).isEqualTo(204);
    }
  }

  @Test
  void aHostsStreamTrustsItToo() throws Exception {
    try (var server = server("one");
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = WebClients.trusting(Optional.of(authority("one"))).executor(threads).build()) {
      var transport = new WebSocketTransport(http, URI.create(url(server)), "token");
      var connection = transport.dial(new Deaf());
      connection.text("hello");
      assertThat(welcomed.get()).isEqualTo("hello");
      connection.close();
    }
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws Exception {
    var empty = Files.writeString(folder.resolve("empty.pem"), "");
    var wrong = Files.writeString(folder.resolve("wrong.pem"), "nothing");
    for (var file : List.of(empty, wrong, folder.resolve("missing.pem"))) {
      assertThatThrownBy(() -> WebClients.trusting(Optional.of(file)))
          .isInstanceOf(CloudException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void otherCloudsAreTrustedAsTheEnvironmentSays() {
    assertThat(new KeystoneLogin(Map.of("OS_CACERT", "/etc/ca.pem")).authorities())
        .contains(Path.of("/etc/ca.pem"));
    assertThat(new KeystoneLogin(Map.of("OS_CACERT", "")).authorities()).isEmpty();
  }

  private Path authority(String name) {
    return folder.resolve(name).resolve("ca.crt");
  }

  private static String url(HttpServer server) {
    return "https://127.0.0.1:" + server.port();
  }

  private static int status(Optional<Path> authorities, HttpServer server) throws Exception {
    try (var http = WebClients.trusting(authorities).build()) {
      var request = HttpRequest.newBuilder(URI.create(url(server) + "/thing")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private HttpServer server(String name) throws Exception {
    var address = InetAddress.getLoopbackAddress();
    var certificates = new Certificates(Files.createDirectory(folder.resolve(name)), Time.system());
    var routes = new Routes("thing", "/thing", PlainErrors.FORM);
    routes.get("").open().to(_ -> Response.empty(204));
    var dispatcher =
        new Dispatcher(
            List.of(routes),
            new Policy(List.of(), Map.of()),
            _ -> Optional.empty(),
            _ -> {},
            new Telemetry(),
            Entropy.system(),
            Time.system(),
            "%s");
    var server =
        new HttpServer(
            new HttpServer.Settings(
                new InetSocketAddress(address, 0),
                Optional.of(certificates.context(Optional.empty(), address)),
                false),
            dispatcher,
            List.of(new SocketRoute("/agent/v1/stream", List.of(), _ -> new Welcome())));
    server.start();
    return server;
  }

  private final class Welcome implements SocketListener {
    @Override
    public void opened(Socket socket) {}

    @Override
    public void text(String message) {
      welcomed.complete(message);
    }

    @Override
    public void binary(ByteBuffer bytes) {}

    @Override
    public void closed(int code, String reason) {}
  }

  private static final class Deaf implements Transport.Receiver {
    @Override
    public void text(String message) {}

    @Override
    public void binary(ByteBuffer frame) {}

    @Override
    public void pong() {}

    @Override
    public void ended(String reason) {}
  }
}
