package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedSqlTest {
  private static void check(String text, String jdbc, String... names) {
    var parsed = NamedSql.parse(text);
    assertThat(parsed.jdbc()).isEqualTo(jdbc);
    assertThat(parsed.names()).isEqualTo(List.of(names));
  }

  @Test
  void namesBecomeQuestionMarks() {
    check("SELECT :a, :b_2,:a", "SELECT ?, ?,?", "a", "b_2", "a");
    check(":a", "?", "a");
    assertThat(NamedSql.parse("SELECT :a, :b, :a").numbered()).isEqualTo("SELECT $1, $2, $1");
  }

  @Test
  void castsAndAssignmentsAreNoNames() {
    check("SELECT :a::uuid, b::text[]", "SELECT ?::uuid, b::text[]", "a");
    check("SELECT f(x := :a)", "SELECT f(x := ?)", "a");
    check("SELECT a[1:2]", "SELECT a[1:2]");
  }

  @Test
  void whatIsQuotedIsLeftAlone() {
    check("SELECT ':a ''? :b' || :c", "SELECT ':a ''? :b' || ?", "c");
    check("SELECT E'\\':a' || :c", "SELECT E'\\':a' || ?", "c");
    check("SELECT '\\' || :c", "SELECT '\\' || ?", "c");
    check("SELECT \":a?\" FROM t", "SELECT \":a?\" FROM t");
    check("DO $$ :a ? ' $$", "DO $$ :a ? ' $$");
    check("DO $x$ :a $$ $x$ || :b", "DO $x$ :a $$ $x$ || ?", "b");
    check("SELECT $1, a$b$, :c", "SELECT $1, a$b$, ?", "c");
  }

  @Test
  void commentsAreLeftAlone() {
    check("SELECT 1 -- it's :a ?\n, :b", "SELECT 1 -- it's :a ?\n, ?", "b");
    check("SELECT /* :a /* ? */ ' */ :b", "SELECT /* :a /* ? */ ' */ ?", "b");
    check("SELECT 3 - :a / :b", "SELECT 3 - ? / ?", "a", "b");
  }

  @Test
  void operatorsWithQuestionMarksAreEscapedForTheDriver() {
    check("SELECT doc ? :key AND doc ?| :keys", "SELECT doc ?? ? AND doc ??| ?", "key", "keys");
  }

  @Test
  void unfinishedTextsEnd() {
    check("SELECT ':a", "SELECT ':a");
    check("SELECT /* :a", "SELECT /* :a");
    check("SELECT $$ :a", "SELECT $$ :a");
    check("SELECT :", "SELECT :");
  }
}
