package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A "guest" in one network namespace asks the service in another. Needs root. */
@Tag("guests")
class NamespaceMetadataTest {
  private final String guest = "guests-g" + ProcessHandle.current().pid();
  private final String service = "guests-s" + ProcessHandle.current().pid();
  private final NamespaceMetadata metadata = new NamespaceMetadata();

  @BeforeEach
  void wire() throws Exception {
    run("ip", "netns", "add", guest);
    run("ip", "netns", "add", service);
    run(
        "ip", "link", "add", "eth0", "netns", guest, "type", "veth", "peer", "eth0", "netns",
        service);
    run("ip", "-n", guest, "addr", "add", "10.0.0.5/24", "dev", "eth0");
    run("ip", "-n", guest, "link", "set", "eth0", "up");
    run("ip", "-n", guest, "route", "add", "169.254.169.254", "dev", "eth0");
    run("ip", "-n", service, "addr", "add", "10.0.0.2/24", "dev", "eth0");
    run("ip", "-n", service, "addr", "add", "169.254.169.254/32", "dev", "eth0");
    run("ip", "-n", service, "link", "set", "eth0", "up");
    metadata.guests(
        new MetadataService.Lookup() {
          @Override
          public Optional<GuestSpec> guest(UUID network, InetAddress address) {
            return address.getHostAddress().equals("10.0.0.5") && network.equals(Specs.NETWORK)
                ? Optional.of(
                    Specs.documented(new UUID(1, 1), "openstack/latest/user_data", "hello"))
                : Optional.empty();
          }

          @Override
          public byte[] password(UUID server) {
            return new byte[0];
          }

          @Override
          public boolean keepPassword(UUID server, byte[] password) {
            return false;
          }
        });
  }

  @AfterEach
  void unwire() throws Exception {
    metadata.close();
    run("ip", "netns", "del", guest);
    run("ip", "netns", "del", service);
  }

  @Test
  void answersInTheNetworkOfTheGuest() throws Exception {
    metadata.serve(Specs.NETWORK, Path.of("/run/netns", service));
    metadata.serve(Specs.NETWORK, Path.of("/run/netns", service));
    assertThat(get("http://169.254.169.254/latest/user-data")).isEqualTo("hello");
    assertThat(get("http://10.0.0.2/latest/user-data")).isNotEqualTo("hello"); // only that address
    metadata.retain(Set.of());
    assertThat(get("http://169.254.169.254/latest/user-data")).isNotEqualTo("hello");
    metadata.serve(Specs.NETWORK, Path.of("/run/netns", service));
    assertThat(get("http://169.254.169.254/latest/user-data")).isEqualTo("hello");
  }

  @Test
  void listensOnLoopbackOfANamespace() throws Exception {
    run("ip", "-n", service, "link", "set", "lo", "up");
    var inside = Path.of("/run/netns", service);
    try (var channel =
        NamespaceSockets.listen(
            inside, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      var port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try (var connection = channel.accept()) {
                  var hello = "HTTP/1.0 200 OK\r\n\r\ninside";
                  connection
                      .socket()
                      .getOutputStream()
                      .write(hello.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(
              run(
                  "nsenter",
                  "--net=/run/netns/" + service,
                  "curl",
                  "-s",
                  "--noproxy",
                  "*",
                  "http://127.0.0.1:" + port + "/"))
          .isEqualTo("inside");
      thread.join();
    }
  }

  private String get(String url) throws Exception {
    return run(
        "nsenter", "--net=/run/netns/" + guest, "curl", "-s", "--noproxy", "*", "-m", "3", url);
  }

  private static String run(String... words) throws Exception {
    var process =
        new ProcessBuilder(new ArrayList<>(List.of(words))).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
