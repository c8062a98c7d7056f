package cairn.identity.accessrule;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.http.Authenticator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleCheckTest {
  @ParameterizedTest
  @CsvSource({
    "/v2.1/servers, /v2.1/servers, true",
    "/v2.1/servers, /v2.1/servers/1, false",
    "/v2.1/servers/*, /v2.1/servers/1, true",
    "/v2.1/servers/*, /v2.1/servers/1/ips, false",
    "/v2.1/servers/*, /v2.1/servers/, false",
    "/v2.1/servers/{id}/ips, /v2.1/servers/1/ips, true",
    "/v2.1/servers/{id}/ips, /v2.1/servers/1/2/ips, false",
    "/v2.1/**, /v2.1/servers/1/ips, true",
    "/v2.1/**/ips, /v2.1/servers/1/ips, true",
    "/v2.1/**, /v2.0/servers, false",
    "/v2.1, /v2x1, false",
    "/(a|b)*, /a, false",
    "/\\E.*\\Q, /x, false"
  })
  void patterns(String pattern, String path, boolean matches) {
    assertThat(PathPattern.matches(pattern, path)).isEqualTo(matches);
  }

  @Test
  void serviceMethodAndPathHaveToBeRight() {
    var rules = List.of(new AccessRule("1", "compute", "/v2.1/servers", "GET"));
    assertThat(passes(rules, "compute", "/compute", "GET", "/compute/v2.1/servers")).isTrue();
    assertThat(passes(rules, "compute", "/compute", "POST", "/compute/v2.1/servers")).isFalse();
    assertThat(passes(rules, "network", "/network", "GET", "/network/v2.1/servers")).isFalse();
    assertThat(passes(rules, "compute", "/compute", "GET", "/compute/v2.1/flavors")).isFalse();
    assertThat(passes(rules, "identity", "/identity", "GET", "/identity/v3/auth/tokens")).isTrue();
    assertThat(passes(rules, "identity", "/identity", "DELETE", "/identity/v3/auth/tokens"))
        .isFalse();
    assertThat(passes(List.of(), "network", "/network", "GET", "/network/v2.0/ports")).isTrue();
  }

  @Test
  void blockStorageHasSeveralNames() {
    var rules = List.of(new AccessRule("1", "volumev3", "/v3/*/volumes", "GET"));
    assertThat(passes(rules, "volume", "/volume", "GET", "/volume/v3/p/volumes")).isTrue();
  }

  private static boolean passes(
      List<AccessRule> rules, String service, String prefix, String method, String path) {
    return AccessRuleCheck.passes(rules, new Authenticator.Use(service, prefix, method, path));
  }
}
