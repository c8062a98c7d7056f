package cairn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Caller READER = caller("mine", "reader");

  @Test
  void readsTheWholeLanguage() {
    assertThat(allows("", READER)).isTrue();
    assertThat(allows("@", READER)).isTrue();
    assertThat(allows("!", READER)).isFalse();
    assertThat(allows("role:READER", READER)).isTrue();
    assertThat(allows("not role:reader", READER)).isFalse();
    assertThat(allows("role:admin or (role:reader and not role:member)", READER)).isTrue();
    assertThat(allows("role:admin OR role:reader AND user_id:u", READER)).isTrue();
    assertThat(allows("(role:reader and project_id:%(project_id)s)", READER)).isTrue();
    assertThat(allows("rule:project_member", READER)).isFalse();
    assertThat(allows("rule:no_such_rule", READER)).isFalse();
    assertThat(allows("'mine':%(project_id)s", READER)).isTrue();
    assertThat(allows("project_id:%(absent)s", READER)).isFalse();
    assertThat(allows("system_scope:all", READER)).isFalse();
  }

  @Test
  void refusesWhatIsNotARule() {
    for (var text : List.of("role", "(role:admin", "role:admin)", "and", "role:a role:b")) {
      assertThatThrownBy(() -> CheckParser.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void overridesWin() {
    var rule = new Rule("thing:show", "role:reader", "Show a thing");
    var policy = new Policy(List.of(rule), Map.of("thing:show", "role:admin"));
    assertThatThrownBy(() -> policy.check(READER, rule, Target.NONE))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("thing:show");
  }

  @Test
  void aRuleIsForTokensOfItsScopes() {
    var rule = new Rule("thing:show", "", "Show a thing", Set.of(ScopeKind.SYSTEM));
    assertThat(new Policy(List.of(rule), Map.of()).allows(READER, rule, Target.NONE)).isFalse();
    assertThat(new Policy(List.of(rule), Map.of(), false).allows(READER, rule, Target.NONE))
        .isTrue();
  }

  @Test
  void explainsEachPart() {
    var rule = new Rule("thing:show", "role:admin or rule:project_reader", "Show a thing");
    var explained =
        new Policy(List.of(rule), Map.of())
            .explain(READER, "thing:show", Target.ofProject("mine"))
            .orElseThrow();
    assertThat(explained.holds()).isTrue();
    assertThat(explained.check()).isEqualTo("(role:admin or rule:project_reader)");
    assertThat(explained.parts()).extracting(Explanation::holds).containsExactly(false, true);
    var shared = explained.parts().get(1).parts().getFirst();
    assertThat(shared.parts())
        .containsExactly(
            new Explanation("role:reader", true, List.of()),
            new Explanation("project_id:%(project_id)s", true, List.of()));
  }

  private static boolean allows(String check, Caller caller) {
    var rule = new Rule("test:rule", check, "Test");
    return new Policy(List.of(rule), Map.of()).allows(caller, rule, Target.ofProject("mine"));
  }

  private static Caller caller(String project, String... roles) {
    return new Caller(
        "u",
        "user",
        "default",
        new Caller.Scope.Project(project, "p", "default"),
        Set.of(roles),
        "audit",
        Instant.MAX);
  }
}
