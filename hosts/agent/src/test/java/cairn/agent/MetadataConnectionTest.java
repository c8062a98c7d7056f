package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataConnectionTest {
  private static final UUID SERVER = new UUID(3, 4);
  private byte[] password = new byte[0];
  private boolean known = true;

  private final MetadataService.Lookup lookup =
      new MetadataService.Lookup() {
        @Override
        public Optional<GuestSpec> guest(UUID network, InetAddress address) {
          return known && network.equals(Specs.NETWORK)
              ? Optional.of(Specs.documented(SERVER, "openstack/latest/user_data", "hello"))
              : Optional.empty();
        }

        @Override
        public byte[] password(UUID server) {
          return password.clone();
        }

        @Override
        public boolean keepPassword(UUID server, byte[] value) {
          var first = password.length == 0;
          password = first ? value.clone() : password;
          return first;
        }
      };

  /** Sends text to a connection and gives all that comes back. */
  private String talk(String request) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
      var accepted = server.accept();
      Thread.ofVirtual().start(new MetadataConnection(Specs.NETWORK, accepted, lookup));
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws Exception {
    var answers =
        talk(
            String.join(
                "\r\n",
                "GET /openstack/latest/user_data HTTP/1.1",
                "Host: x",
                "",
                "GET /openstack/latest/none HTTP/1.1",
                "",
                "HEAD /latest/user-data HTTP/1.1",
                "Connection: close",
                "",
                ""));
    assertThat(answers)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Length: 5\r\n\r\nhelloHTTP/1.1 404 ")
        .endsWith("Content-Length: 5\r\nConnection: close\r\n\r\n");
  }

  @Test
  void takesOnePassword() throws Exception {
    var post = "POST /openstack/2013-10-17/password HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc";
    assertThat(talk(post)).startsWith("HTTP/1.1 200");
    assertThat(talk(post)).startsWith("HTTP/1.1 409");
    assertThat(talk("GET /openstack/latest/password HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\nabc");
    assertThat(talk("POST /openstack/latest/user_data HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void refusesWhatIsTooMuchOrNonsense() throws Exception {
    assertThat(talk("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("GET / HTTP/1.1\r\nbad\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("GET /" + "x".repeat(5000))).startsWith("HTTP/1.1 431");
    assertThat(talk("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(100))).startsWith("HTTP/1.1 431");
    assertThat(talk("POST /openstack/latest/password HTTP/1.1\r\nContent-Length: 2000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(talk("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("")).isEmpty();
  }

  @Test
  void knowsNobodyElse() throws Exception {
    known = false;
    assertThat(talk("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 404");
  }
}
