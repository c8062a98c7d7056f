package cairn.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.identity.token.FernetKey.Opened;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of https://github.com/fernet/spec: generate.json, verify.json, invalid.json. */
class FernetKeyTest {
  private static final String SECRET = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
  private static final String TOKEN =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
  private static final Instant TIME = Instant.parse("1985-10-26T08:20:00Z");

  private final FernetKey key = FernetKey.parse(SECRET);

  @Test
  void sealsAsTheSpecificationDoes() {
    var vector = new byte[16];
    for (var i = 0; i < vector.length; i++) {
      vector[i] = (byte) i;
    }
    var token = key.seal(TIME, vector, "hello".getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getUrlEncoder().encodeToString(token)).isEqualTo(TOKEN);
  }

  @Test
  void opensWhatTheSpecificationSealed() {
    var opened = key.open(decode(TOKEN)).orElseThrow();
    assertThat(opened.time()).isEqualTo(TIME);
    assertThat(opened.message()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
  }

  @Test
  void anotherKeyOpensNothing() {
    var other = FernetKey.parse(Base64.getUrlEncoder().encodeToString(new byte[32]));
    assertThat(other.open(decode(TOKEN))).isEmpty();
  }

  @Test
  void everyChangedByteIsNoticed() {
    var token = decode(TOKEN);
    for (var i = 0; i < token.length; i++) {
      var changed = token.clone();
      changed[i] ^= 1;
      assertThat(key.open(changed)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void everyShorterTokenIsRefused() {
    var token = decode(TOKEN);
    for (var length = 0; length < token.length; length++) {
      assertThat(key.open(java.util.Arrays.copyOf(token, length))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // incorrect mac
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==",
        // too short
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==",
        // payload size is not a multiple of the block size
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm",
        // payload padding error
        "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==",
        // incorrect initialization vector
        "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==",
      })
  void whatTheSpecificationCallsInvalidIsRefused(String token) {
    assertThat(key.open(decode(token)).map(Opened::message)).isEmpty();
  }

  private static byte[] decode(String token) {
    return Base64.getUrlDecoder().decode(token);
  }
}
