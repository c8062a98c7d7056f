package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Time;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theOwnAuthoritySignsOnceForAnAddress() throws Exception {
    var certificates = new Certificates(folder, Time.system());
    var address = InetAddress.getByName("192.0.2.7");
    assertThat(certificates.context(Optional.empty(), address).getServerSocketFactory())
        .isNotNull();
    var first = Files.readString(folder.resolve("server.crt"));
    certificates.context(Optional.empty(), address);
    assertThat(Files.readString(folder.resolve("server.crt"))).isEqualTo(first);
    certificates.context(Optional.empty(), InetAddress.getByName("192.0.2.8"));
    assertThat(Files.readString(folder.resolve("server.crt"))).isNotEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsNoCertificateIsNamed() throws Exception {
    var file = Files.writeString(folder.resolve("x.pem"), "nothing");
    var certificates = new Certificates(folder, Time.system());
    assertThatThrownBy(() ->
            certificates.context(
                Optional.of(new Settings.Tls(file, file)), InetAddress.getByName("192.0.2.7")))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("x.pem");
  }
}
