package cairn.testkit.http;

import cairn.http.Authenticator;
import cairn.policy.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that say themselves who calls: {@code user/role+role/project}. The roles imply each other
 * as identity's defaults do. Project {@code system} and {@code -} give the system and no scope;
 * {@code domain:ID} gives a domain.
 */
public final class FakeTokens implements Authenticator {
  private static final Map<String, List<String>> IMPLIED =
      Map.of(
          "admin", List.of("manager", "member", "reader"),
          "manager", List.of("member", "reader"),
          "member", List.of("reader"));

  @Override
  public Optional<Caller> authenticate(String token) {
    var parts = token.split("/");
    return parts.length == 3 ? Optional.of(caller(parts[0], parts[1], parts[2])) : Optional.empty();
  }

  /** The caller of such a token. */
  public static Caller caller(String user, String roleList, String project) {
    Set<String> roles = new HashSet<>();
    for (var role : roleList.split("\\+")) {
      roles.add(role);
      roles.addAll(IMPLIED.getOrDefault(role, List.of()));
    }
    Caller.Scope scope;
    if (project.equals("system")) {
      scope = new Caller.Scope.AllSystem();
    } else if (project.equals("-")) {
      scope = new Caller.Scope.Unscoped();
    } else if (project.startsWith("domain:")) {
      var id = project.substring("domain:".length());
      scope = new Caller.Scope.Domain(id, id);
    } else {
      scope = new Caller.Scope.Project(project, project, "default");
    }
    return new Caller(
        user, user, "default", scope, Set.copyOf(roles), "audit-" + user, Instant.MAX);
  }
}
