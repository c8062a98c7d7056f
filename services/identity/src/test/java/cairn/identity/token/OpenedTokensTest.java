package cairn.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedTokensTest {
  private static final Token TOKEN =
      new Token(
          "0123456789abcdef0123456789abcdef",
          EnumSet.of(AuthMethod.PASSWORD),
          new TokenScope.Unscoped(),
          Instant.parse("2026-01-02T03:04:05Z"),
          Instant.parse("2026-01-02T04:04:05Z"),
          List.of("AAAAAAAAAAAAAAAAAAAAAA"),
          Optional.empty());

  @TempDir Path folder;

  @Test
  void whatWasOpenedWithOtherKeysIsNotKnown() throws Exception {
    var repository = new KeyRepository(folder, 3, Entropy.system());
    var opened = new OpenedTokens();
    var keys = repository.keys();
    opened.put("text", keys, TOKEN);
    assertThat(opened.get("text", keys)).contains(TOKEN);
    assertThat(opened.get("another", keys)).isEmpty();
    repository.rotate();
    assertThat(opened.get("text", repository.keys())).isEmpty();
  }

  @Test
  void howManyAreKeptIsBounded() {
    var opened = new OpenedTokens();
    var keys = List.<FernetKey>of();
    for (var i = 0; i < 20_000; i++) {
      opened.put("text " + i, keys, TOKEN);
    }
    assertThat(opened.get("text 0", keys)).isEmpty();
    assertThat(opened.get("text 19999", keys)).contains(TOKEN);
  }
}
