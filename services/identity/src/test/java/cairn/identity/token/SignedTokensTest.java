package cairn.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedTokensTest {
  private static final String USER = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private TokenFormat format;

  @BeforeEach
  void open() {
    format = format("keys");
  }

  private TokenFormat format(String name) {
    return new TokenFormat(
        new KeyRepository(folder.resolve("fernet"), 3, Entropy.system()),
        Entropy.system(),
        Optional.of(new SigningKeys(folder.resolve(name), Entropy.system())));
  }

  static Stream<Token> tokens() {
    return Stream.of(
        token(new TokenScope.Unscoped(), Optional.empty()),
        token(new TokenScope.Project("p"), Optional.empty()),
        token(new TokenScope.Domain("default"), Optional.empty()),
        token(new TokenScope.AllSystem(), Optional.empty()),
        token(new TokenScope.Project("p"), Optional.of(new Delegation.Trust("t"))),
        token(new TokenScope.Project("p"), Optional.of(new Delegation.AccessToken("a"))),
        token(new TokenScope.Project("p"), Optional.of(new Delegation.ApplicationCredential("c"))));
  }

  private static Token token(TokenScope scope, Optional<Delegation> delegation) {
    return new Token(
        USER,
        EnumSet.of(AuthMethod.PASSWORD, AuthMethod.TOKEN),
        scope,
        Instant.parse("2026-01-02T03:04:05Z"),
        Instant.parse("2026-01-02T04:04:05Z"),
        List.of("AAECAwQFBgcICQoLDA0ODw", "DwECAwQFBgcICQoLDA0ODw"),
        delegation);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void whatWasWrittenIsRead(Token token) {
    var text = format.write(token);
    assertThat(text).matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");
    assertThat(format.read(text)).contains(token);
  }

  @Test
  void theClaimsAreKeystones() {
    var text = format.write(token(new TokenScope.Project("p"), Optional.empty()));
    assertThat(
            new String(Base64.getUrlDecoder().decode(text.split("\\.")[1]), StandardCharsets.UTF_8))
        .contains(
            "\"sub\":\"" + USER + "\"", "\"openstack_project_id\":\"p\"", "\"exp\":1767326645");
  }

  @Test
  void whatAnotherKeySignedIsNoToken() {
    var token = token(new TokenScope.Unscoped(), Optional.empty());
    assertThat(format("others").read(format.write(token))).isEmpty();
  }

  @Test
  void whatWasChangedIsNoToken() {
    var parts = format.write(token(new TokenScope.Project("p"), Optional.empty())).split("\\.");
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var other = encode(claims.replace("\"p\"", "\"q\""));
    var none = encode("{\"alg\":\"none\"}");
    assertThat(format.read(parts[0] + "." + other + "." + parts[2])).isEmpty();
    assertThat(format.read(none + "." + parts[1] + ".")).isEmpty();
    assertThat(format.read(none + "." + parts[1] + "." + parts[2])).isEmpty();
    assertThat(format.read(parts[0] + "." + parts[1])).isEmpty();
    assertThat(format.read("eyJ.!.x")).isEmpty();
    assertThat(format.read(encode("{") + "." + parts[1] + "." + parts[2])).isEmpty();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anOlderKeyIsKnownAsLongAsItsFileIsThere() throws Exception {
    var text = format.write(token(new TokenScope.Unscoped(), Optional.empty()));
    var old = format("keys");
    Files.copy(folder.resolve("keys/public/public.pem"), folder.resolve("keys/public/older.pem"));
    Files.delete(folder.resolve("keys/private/private.pem"));
    var renewed = format("keys");
    assertThat(renewed.read(text)).isPresent();
    var fresh = renewed.write(token(new TokenScope.Unscoped(), Optional.empty()));
    assertThat(old.read(fresh)).as("before it was told").isEmpty();
    assertThat(renewed.read(fresh)).isPresent();
  }

  @Test
  void fernetTokensOfBeforeStillHold() {
    var token = token(new TokenScope.Unscoped(), Optional.empty());
    var fernet =
        new TokenFormat(
            new KeyRepository(folder.resolve("fernet"), 3, Entropy.system()), Entropy.system());
    assertThat(format.read(fernet.write(token))).contains(token);
    assertThat(fernet.read(format.write(token))).isEmpty();
  }

  @Test
  void thePrivateKeyIsForItsOwnerAlone() throws Exception {
    var mode = Files.getPosixFilePermissions(folder.resolve("keys/private/private.pem"));
    assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
  }
}
