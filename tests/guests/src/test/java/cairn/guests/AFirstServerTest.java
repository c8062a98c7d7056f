package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a newcomer sees. */
@Tag("guests")
@ExtendWith(RealCloud.Extension.class)
class AFirstServerTest {
  @Test
  void tryEndsWithALogin(RealCloud cloud) {
    assertThat(cloud.firstOutput())
        .containsPattern("Timeline .*API accepted \\d+\\.\\d+ s, ACTIVE .* s, DHCP .* s, SSH .* s")
        .containsPattern("Logged in to 172\\.24\\.4\\.\\d+: Linux .* x86_64, hello, ")
        .contains("./cairn ssh hello");
  }

  @Test
  void sshAndExecReachIt(RealCloud cloud) {
    assertThat(cloud.cairn("ssh", "hello", "--", "hostname").good().strip()).isEqualTo("hello");
    assertThat(
            cloud
                .cairn("exec", "--", "openstack", "server", "list", "-f", "value", "-c", "Status")
                .good()
                .strip())
        .isEqualTo("ACTIVE");
  }

  @Test
  void statusShowsIt(RealCloud cloud) {
    assertThat(cloud.cairn("status").good())
        .contains("up: http://127.0.0.1:" + cloud.port())
        .containsPattern("host .*: up, enabled")
        .containsPattern("server .* hello: ACTIVE");
  }

  @Test
  void aSecondUpIsRefused(RealCloud cloud) {
    var second = cloud.cairn("up", "--port", "1");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.output()).contains("is in use").contains("./cairn status");
  }
}
