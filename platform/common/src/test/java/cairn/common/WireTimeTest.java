package cairn.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WireTimeTest {
  @Test
  void aTimeHasAllItsDigits() {
    var time = Instant.parse("2026-01-31T09:05:00.000123456Z");
    assertThat(WireTime.seconds(time)).isEqualTo("2026-01-31T09:05:00");
    assertThat(WireTime.micros(time)).isEqualTo("2026-01-31T09:05:00.000123");
  }

  @Test
  void aTimeBefore1970IsOneToo() {
    assertThat(WireTime.micros(Instant.parse("1969-12-31T23:59:59.5Z")))
        .isEqualTo("1969-12-31T23:59:59.500000");
  }
}
