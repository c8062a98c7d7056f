package cairn.identity.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBasedPasscodeTest {
  /** "12345678901234567890", the seed of the RFC's examples. */
  private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  /** RFC 6238, appendix B, of whose eight digits the last six are ours. */
  @ParameterizedTest
  @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924", "20000000000, 353130"})
  void theExamplesOfTheRfc(long second, String passcode) {
    var now = Instant.ofEpochSecond(second);
    assertThat(TimeBasedPasscode.matches(passcode, SEED, now)).isTrue();
    assertThat(TimeBasedPasscode.matches(passcode, SEED, now.plusSeconds(30))).isTrue();
    assertThat(TimeBasedPasscode.matches(passcode, SEED, now.plusSeconds(60))).isFalse();
    assertThat(TimeBasedPasscode.matches(passcode, SEED, now.minusSeconds(30))).isFalse();
  }

  @Test
  void base32IsReadWithAndWithoutPadding() {
    assertThat(new String(TimeBasedPasscode.decode("MZXW6==="), StandardCharsets.UTF_8))
        .isEqualTo("foo");
    assertThat(new String(TimeBasedPasscode.decode("mzxw6ytb"), StandardCharsets.UTF_8))
        .isEqualTo("fooba");
  }

  @Test
  void whatIsNoSeedLetsNobodyIn() {
    var now = Instant.ofEpochSecond(59);
    assertThat(TimeBasedPasscode.matches("287082", "0189", now)).isFalse();
    assertThat(TimeBasedPasscode.matches("000000", "", now)).isFalse();
    assertThat(TimeBasedPasscode.matches(TimeBasedPasscode.create(new byte[0], 1), "", now))
        .isFalse();
  }
}
