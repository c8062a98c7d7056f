package cairn.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.testkit.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightSecretsTest {
  private static final String HASH = "$a$hash";

  private final FakeTime time = new FakeTime();
  private final RightSecrets lately =
      new RightSecrets(time, Entropy.system(), Duration.ofMinutes(1));

  @Test
  void knowsARightSecretAgainForAWhile() {
    lately.keep("right", HASH);
    assertThat(lately.knows("right", HASH)).isTrue();
    time.advance(Duration.ofSeconds(59));
    assertThat(lately.knows("right", HASH)).isTrue();
    time.advance(Duration.ofSeconds(2));
    assertThat(lately.knows("right", HASH)).isFalse();
  }

  @Test
  void knowsNoOtherSecretNorTheSameForAnotherHash() {
    lately.keep("right", HASH);
    assertThat(lately.knows("wrong", HASH)).isFalse();
    assertThat(lately.knows("right", "$a$changed")).isFalse();
  }

  @Test
  void knowsNothingWhereItIsSwitchedOff() {
    var off = new RightSecrets(time, Entropy.system(), Duration.ZERO);
    off.keep("right", HASH);
    assertThat(off.knows("right", HASH)).isFalse();
  }

  @Test
  void aLoginWithAChangedPasswordIsRefusedAtOnce() {
    var passwords = new Passwords(Entropy.system(), lately);
    var before = Optional.of(passwords.hash("before"));
    var after = Optional.of(passwords.hash("after"));
    assertThat(passwords.matchesAtLogin("before", before)).isTrue();
    assertThat(passwords.matchesAtLogin("before", before)).isTrue();
    assertThat(passwords.matchesAtLogin("before", after)).isFalse();
    assertThat(passwords.matchesAtLogin("wrong", before)).isFalse();
    assertThat(passwords.matchesAtLogin("before", Optional.empty())).isFalse();
  }
}
