package cairn.identity.federation.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Json;
import cairn.identity.federation.mapping.Mapped.DomainRef;
import cairn.identity.federation.mapping.Mapped.MappedGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingRulesTest {
  private static final Map<String, List<String>> BOB =
      Map.of(
          "sub", List.of("bob"),
          "first", List.of("Bob"),
          "last", List.of("Thompson"),
          "email", List.of("bob@example.com"),
          "groups", List.of("staff", "admins", "choir"),
          "kind", List.of("employee"),
          "projects", List.of("[{\"name\": \"p1\", \"roles\": [{\"name\": \"member\"}]}]"));

  private static Mapped apply(String version, String rules) {
    return MappingRules.apply(new Mapping("m", version, Json.parse(rules)), BOB);
  }

  private static Mapped apply(String rules) {
    return apply("1.0", rules);
  }

  @Test
  void numbersStandForValuesInTheOrderOfTheRemoteSide() {
    var mapped =
        apply(
            """
            [{"local": [{"user": {"name": "{0} {1}", "email": "{2}"}}],
              "remote": [{"type": "first"}, {"type": "last"}, {"type": "email"}]}]\
            """);
    assertThat(mapped.user().name()).contains("Bob Thompson");
    assertThat(mapped.user().email()).contains("bob@example.com");
    assertThat(mapped.user().local()).isFalse();
  }

  @Test
  void conditionsHaveNoNumber() {
    var mapped =
        apply(
            """
            [{"local": [{"user": {"name": "{0}", "type": "local", "domain": {"name": "d"}}}],
              "remote": [{"type": "kind", "any_one_of": ["employee", "guest"]},
                         {"type": "groups", "not_any_of": ["banned"]},
                         {"type": "sub"}]}]\
            """);
    assertThat(mapped.user().name()).contains("bob");
    assertThat(mapped.user().local()).isTrue();
    assertThat(mapped.user().domain().name()).contains("d");
  }

  @Test
  void ruleThatDoesNotFitIsPassedOver() {
    var rules =
        """
        [{"local": [{"user": {"name": "guest"}}],
          "remote": [{"type": "kind", "any_one_of": ["guest"]}]},
         {"local": [{"user": {"name": "nobody"}}],
          "remote": [{"type": "groups", "not_any_of": ["choir"]}]},
         {"local": [{"user": {"name": "absent"}}], "remote": [{"type": "missing"}]}%s]\
        """;
    assertThatThrownBy(() -> apply(rules.formatted("")))
        .isInstanceOf(CloudException.class)
        .hasMessage("The request you have made requires authentication.");
    var more =
        ", {\"local\": [{\"user\": {\"name\": \"{0}\"}}], \"remote\": [{\"type\": \"sub\"}]}";
    assertThat(apply(rules.formatted(more)).user().name()).contains("bob");
  }

  @Test
  void groupsAreTheValuesThatAreLeft() {
    var domain = new DomainRef(Optional.empty(), Optional.of("d"));
    var listed =
        apply(
            """
            [{"local": [{"groups": "{0}", "domain": {"name": "d"}}, {"group_ids": "{1}"}],
              "remote": [{"type": "groups", "whitelist": ["staff", "choir"]},
                         {"type": "groups", "blacklist": ["^ad"], "regex": true}]}]\
            """);
    assertThat(listed.groups())
        .containsExactly(new MappedGroup("staff", domain), new MappedGroup("choir", domain));
    assertThat(listed.groupIds()).containsExactly("staff", "choir");
    var named =
        apply(
            """
            [{"local": [{"group": {"name": "{0}-people", "domain": {"name": "d"}}},
                        {"group": {"id": "g1"}},
                        {"groups": "['a', \\"b\\"]", "domain": {"name": "d"}}],
              "remote": [{"type": "kind"}]}]\
            """);
    assertThat(named.groups())
        .extracting(MappedGroup::name)
        .containsExactly("employee-people", "a", "b");
    assertThat(named.groupIds()).containsExactly("g1");
  }

  @Test
  void nothingLeftOfAListIsNoGroup() {
    var mapped =
        apply(
            """
            [{"local": [{"groups": "{0}", "domain": {"name": "d"}}],
              "remote": [{"type": "groups", "whitelist": ["elsewhere"]}]}]\
            """);
    assertThat(mapped.groups()).isEmpty();
  }

  @Test
  void regularExpressionsAreSearchedFor() {
    var rules =
        """
        [{"local": [{"user": {"name": "{0}"}}],
          "remote": [{"type": "sub"}, {"type": "email", "any_one_of": ["@example\\\\.%s$"],
                      "regex": true}]}]\
        """;
    assertThat(apply(rules.formatted("com")).user().name()).contains("bob");
    assertThatThrownBy(() -> apply(rules.formatted("org"))).isInstanceOf(CloudException.class);
  }

  @Test
  void projectsComeWithRoles() {
    var rules =
        """
        [{"local": [{"user": {"name": "{0}"}, "domain": {"id": "d1"},
                     "projects": [{"name": "{0}'s", "roles": [{"name": "member"}]}]}],
          "remote": [{"type": "sub"}]}]\
        """;
    var old = apply("1.0", rules).projects().getFirst();
    assertThat(old.name()).isEqualTo("bob's");
    assertThat(old.roles()).containsExactly("member");
    assertThat(old.domain()).isEqualTo(DomainRef.NONE);
    assertThat(apply("2.0", rules).projects().getFirst().domain().id()).contains("d1");
    assertThat(apply("2.0", rules).user().domain().id()).contains("d1");
  }

  @Test
  void projectsMayComeFromTheAssertion() {
    var mapped =
        apply(
            "3.0",
            """
            [{"local": [{"user": {"name": "{0}"}, "projects_json": "{1}"}],
              "remote": [{"type": "sub"}, {"type": "projects"}]}]\
            """);
    assertThat(mapped.projects().getFirst().name()).isEqualTo("p1");
    assertThat(mapped.projects().getFirst().roles()).containsExactly("member");
  }

  @Test
  void numberThatThereIsNotRefusesTheLogin() {
    assertThatThrownBy(() ->
            apply(
                "[{\"local\": [{\"user\": {\"name\": \"{3}\"}}], \"remote\": [{\"type\": \"sub\"}]}]"))
        .isInstanceOf(CloudException.class);
  }
}
