package cairn.identity.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitTableTest {
  private static final LimitTable TABLE =
      new LimitTable(
          Map.of("compute", Map.of("servers", 10, "class:VCPU", 20)),
          Map.of("p1", Map.of("compute", Map.of("servers", 3))));

  @Test
  void aProjectsOwnLimitStandsInPlaceOfTheDefault() {
    assertThat(TABLE.ofProject("compute", "p1")).isEqualTo(Map.of("servers", 3, "class:VCPU", 20));
    assertThat(TABLE.ofProject("compute", "p2")).isEqualTo(Map.of("servers", 10, "class:VCPU", 20));
    assertThat(TABLE.ofProject("network", "p1")).isEmpty();
  }
}
