package cairn.compute.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConsoleApiTest {
  private static final String LOG = "one\ntwo\nthree\nfour\n";

  @Test
  void theLastLinesAreThoseBetweenLineFeeds() {
    assertThat(ConsoleApi.end(LOG, 3)).isEqualTo("three\nfour\n");
    assertThat(ConsoleApi.end("one\ntwo\nthree\nfour", 3)).isEqualTo("two\nthree\nfour");
    assertThat(ConsoleApi.end(LOG, 1)).isEmpty();
  }

  @Test
  void moreLinesThanThereAreIsAll() {
    assertThat(ConsoleApi.end(LOG, 5)).isEqualTo(LOG);
    assertThat(ConsoleApi.end(LOG, 99)).isEqualTo(LOG);
    assertThat(ConsoleApi.end("", 3)).isEmpty();
  }

  @Test
  void noLinesIsNothing() {
    assertThat(ConsoleApi.end(LOG, 0)).isEmpty();
  }
}
