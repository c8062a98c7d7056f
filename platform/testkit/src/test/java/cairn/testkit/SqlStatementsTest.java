package cairn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.sql.Listing;
import org.junit.jupiter.api.Test;

class SqlStatementsTest {
  static final class WrongStore {
    static final String TYPO = "SELECT nothing FROM change WHERE seq = :seq";
    static final String NO_STATEMENT = "selected";

    private WrongStore() {}
  }

  static final class RightStore {
    static final String BY_SEQ = "SELECT key FROM change WHERE seq = :seq AND topic = ANY(:topics)";
    static final Listing ALL =
        Listing.of("c.seq, c.key", "change c", "c.seq").sort("key", "c.key").nullable("at", "c.at");

    private RightStore() {}
  }

  @Test
  void everyStatementIsPrepared() {
    try (var test = TestDatabase.create()) {
      assertThat(SqlStatements.check(test.database(), "cairn.sql")).isPositive();
      assertThatThrownBy(() -> SqlStatements.check(test.database(), "cairn.testkit"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("WrongStore.TYPO")
          .hasMessageNotContaining("RightStore")
          .hasMessageNotContaining("NO_STATEMENT");
    }
  }
}
