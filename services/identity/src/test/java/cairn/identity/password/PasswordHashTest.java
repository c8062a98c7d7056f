package cairn.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private final Passwords passwords = new Passwords(Entropy.system());

  /** Made from "secret" by Python's hashlib and crypt, in the forms that Keystone writes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gEeb/KeWbm5g+kBQOFr1yJbkjBxxxDOkhSmrSXFFwOg",
        "$pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg$vgFvU7zWIDgDAUi7d8ayt.cfRiPWVVWfv8iQRsGZaZviWzsSNgWYXEE5PmvI/VELMsOmEbqLz0PKuePNjOk41A",
        "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"
      })
  void knowsTheHashesOfOthers(String hash) {
    assertThat(passwords.matches("secret", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("Secret", Optional.of(hash))).isFalse();
  }

  @Test
  void newHashesAreArgon2id() {
    var hash = passwords.hash("pä$$ wörd");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("pä$$ wörd", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("pä$$ word", Optional.of(hash))).isFalse();
    assertThat(passwords.hash("pä$$ wörd")).isNotEqualTo(hash);
  }

  @Test
  void nobodyAndNonsenseMatchNothing() {
    assertThat(passwords.matches("secret", Optional.empty())).isFalse();
    assertThat(passwords.matches("secret", Optional.of("plain"))).isFalse();
    assertThat(passwords.matches("s".repeat(5000), Optional.empty())).isFalse();
  }

  @Test
  void bcryptLooksAtTheFirst72Bytes() {
    var hash =
        org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate(
            "2b", "a".repeat(72).getBytes(StandardCharsets.UTF_8), new byte[16], 4);
    assertThat(passwords.matches("a".repeat(80), Optional.of(hash))).isTrue();
  }
}
