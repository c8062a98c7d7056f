package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.http.Limits;
import cairn.identity.IdentitySettings;
import cairn.identity.TokenSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyKeyMayBeLeftOut() {
    var settings = Settings.of(DataFolder.at(folder));
    assertThat(settings.port()).isEmpty();
    assertThat(settings.externalNetwork()).isEmpty();
  }

  @Test
  void keysAreRead() throws Exception {
    Files.writeString(
        folder.resolve("cairn.yaml"),
        """
        port: 9000
        hypervisor: simulated
        external_network:
          cidr: 198.51.100.0/24
          gateway: 198.51.100.1
        limits:
          requests_at_once: 100
          headers_seconds: 5
        identity:
          tokens: jws
        """);
    var settings = Settings.of(DataFolder.at(folder));
    assertThat(settings.port()).contains(9000);
    assertThat(settings.hypervisor()).contains(Settings.Hypervisor.SIMULATED);
    assertThat(ExternalAddresses.gateways(settings).getFirst()).isEqualTo("198.51.100.1/24");
    var identity = settings.identity().orElseThrow().over(IdentitySettings.of(folder));
    assertThat(identity.tokens().kind()).isEqualTo(TokenSettings.Kind.JWS);
    assertThat(settings.flood().requestsAtOnce()).isEqualTo(100);
    assertThat(settings.flood().tenantAtOnce()).isEqualTo(50);
    assertThat(settings.flood().headersMax()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.flood().connections()).isEqualTo(Limits.GENEROUS.connections());
  }

  @Test
  void anUnknownKeyIsNamed() throws Exception {
    Files.writeString(folder.resolve("cairn.yaml"), "prot: 9000\n");
    assertThatThrownBy(() -> Settings.of(DataFolder.at(folder)))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("cairn.yaml")
        .hasMessageContaining("prot");
  }
}
