package cairn.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenFormatTest {
  private static final String USER = "0123456789abcdef0123456789abcdef";
  private static final String PROJECT = "fedcba9876543210fedcba9876543210";
  private static final Instant ISSUED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant EXPIRES = Instant.parse("2026-01-02T04:04:05Z");

  @TempDir Path folder;
  private KeyRepository keys;
  private TokenFormat format;

  @BeforeEach
  void open() {
    keys = new KeyRepository(folder.resolve("keys"), 3, Entropy.system());
    format = new TokenFormat(keys, Entropy.system());
  }

  static Stream<Token> tokens() {
    return Stream.of(
        token(USER, new TokenScope.Unscoped(), Optional.empty()),
        token(USER, new TokenScope.Project(PROJECT), Optional.empty()),
        token(USER, new TokenScope.Domain("default"), Optional.empty()),
        token(USER, new TokenScope.Domain(PROJECT), Optional.empty()),
        token(USER, new TokenScope.AllSystem(), Optional.empty()),
        token(
            USER,
            new TokenScope.Project(PROJECT),
            Optional.of(new Delegation.ApplicationCredential(USER))),
        token(USER, new TokenScope.Project(PROJECT), Optional.of(new Delegation.Trust(USER))),
        token(USER, new TokenScope.Unscoped(), Optional.of(new Delegation.Trust(USER))),
        token(USER, new TokenScope.Project(PROJECT), Optional.of(new Delegation.AccessToken(USER))),
        token(
            "a name that is no UUID, é",
            new TokenScope.Project("p"),
            Optional.of(new Delegation.ApplicationCredential("c"))));
  }

  private static Token token(String user, TokenScope scope, Optional<Delegation> delegation) {
    return new Token(
        user,
        EnumSet.of(AuthMethod.PASSWORD, AuthMethod.TOKEN),
        scope,
        ISSUED,
        EXPIRES,
        List.of("AAECAwQFBgcICQoLDA0ODw", "DwECAwQFBgcICQoLDA0ODw"),
        delegation);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void whatWasWrittenIsRead(Token token) {
    var text = format.write(token);
    assertThat(text).matches("[A-Za-z0-9_-]+").hasSizeLessThan(256);
    assertThat(format.read(text)).contains(token);
  }

  @Test
  void ourOwnTokensKnowTheirMicrosecond() {
    var issued = ISSUED.plusNanos(123_456_000);
    var token =
        new Token(
            USER,
            Set.of(AuthMethod.PASSWORD),
            new TokenScope.Unscoped(),
            issued,
            EXPIRES,
            List.of(format.auditId(issued)),
            Optional.empty());
    assertThat(format.read(format.write(token))).contains(token);
  }

  /** The bytes are what Python's msgpack makes of Keystone's tuple. */
  @Test
  void theLayoutIsKeystones() {
    var token =
        new Token(
            USER,
            Set.of(AuthMethod.PASSWORD),
            new TokenScope.Project(PROJECT),
            ISSUED,
            EXPIRES,
            List.of("AAECAwQFBgcICQoLDA0ODw"),
            Optional.empty());
    assertThat(HexFormat.of().formatHex(TokenPayload.write(token)))
        .isEqualTo(
            "96"
                + "02"
                + ("92c3c410" + USER)
                + "02"
                + ("92c3c410" + PROJECT)
                + expires()
                + "91c410000102030405060708090a0b0c0d0e0f");
  }

  private static String expires() {
    return "cb"
        + HexFormat.of().toHexDigits(Double.doubleToLongBits((double) EXPIRES.getEpochSecond()));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbageIsNoToken(String text) {
    assertThat(format.read(text)).isEmpty();
  }

  static Stream<String> garbage() {
    return Stream.of("", "x", "gAAAAA", "é", "a b", "=".repeat(50), "A".repeat(5000));
  }

  @Test
  void aSealedNonsenseIsNoToken() {
    for (var message :
        List.of(
            new byte[0], new byte[] {(byte) 0x90}, new byte[] {0x05}, new byte[] {(byte) 0xdc})) {
      var text =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(keys.keys().getFirst().seal(ISSUED, new byte[16], message));
      assertThat(format.read(text)).isEmpty();
    }
  }

  @Test
  void keysAreForTheirOwnerAlone() throws Exception {
    for (var name : List.of("0", "1")) {
      var mode = Files.getPosixFilePermissions(folder.resolve("keys").resolve(name));
      assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    }
  }

  @Test
  void aTokenOutlivesRotationsUntilItsKeyIsDropped() throws Exception {
    var text = format.write(token(USER, new TokenScope.Unscoped(), Optional.empty()));
    keys.rotate();
    assertThat(format.read(text)).isPresent();
    keys.rotate();
    assertThat(format.read(text)).isEmpty();
    try (var files = Files.list(folder.resolve("keys"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("0", "2", "3");
    }
  }

  @Test
  void aStagedKeyOpensWhatAnotherServerSealsWithIt() throws Exception {
    var other = new KeyRepository(folder.resolve("keys"), 3, Entropy.system());
    other.rotate();
    var text =
        new TokenFormat(other, Entropy.system())
            .write(token(USER, new TokenScope.Unscoped(), Optional.empty()));
    assertThat(format.read(text)).isPresent();
  }
}
