package cairn.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A parsed rule of oslo.policy's language. Pure and thread-safe. */
sealed interface Check {
  /** Whether it holds for that caller and target. */
  boolean holds(Policy policy, Caller caller, Target target);

  /** How a policy file would have it. */
  String text();

  /** What it is made of; empty for one that is made of nothing. */
  default List<Check> parts(Policy policy) {
    return List.of();
  }

  /** Whether it holds, and each of its parts. */
  default Explanation explain(Policy policy, Caller caller, Target target) {
    var parts = parts(policy).stream().map(part -> part.explain(policy, caller, target)).toList();
    return new Explanation(text(), holds(policy, caller, target), parts);
  }

  /** {@code @} and {@code !}. */
  record Constant(boolean value) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return value;
    }

    @Override
    public String text() {
      return value ? "@" : "!";
    }
  }

  /** {@code not x}. */
  record Not(Check check) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return !check.holds(policy, caller, target);
    }

    @Override
    public String text() {
      return "not " + check.text();
    }

    @Override
    public List<Check> parts(Policy policy) {
      return List.of(check);
    }
  }

  /** {@code x and y}. */
  record And(List<Check> checks) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return checks.stream().allMatch(check -> check.holds(policy, caller, target));
    }

    @Override
    public String text() {
      return "(" + String.join(" and ", checks.stream().map(Check::text).toList()) + ")";
    }

    @Override
    public List<Check> parts(Policy policy) {
      return checks;
    }
  }

  /** {@code x or y}. */
  record Or(List<Check> checks) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return checks.stream().anyMatch(check -> check.holds(policy, caller, target));
    }

    @Override
    public String text() {
      return "(" + String.join(" or ", checks.stream().map(Check::text).toList()) + ")";
    }

    @Override
    public List<Check> parts(Policy policy) {
      return checks;
    }
  }

  /** {@code rule:name}. */
  record Reference(String name) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return policy.named(name).map(check -> check.holds(policy, caller, target)).orElse(false);
    }

    @Override
    public String text() {
      return "rule:" + name;
    }

    @Override
    public List<Check> parts(Policy policy) {
      return policy.named(name).stream().toList();
    }
  }

  /** {@code role:name}. */
  record Role(String name) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      return caller.hasRole(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String text() {
      return "role:" + name;
    }
  }

  /**
   * {@code left:right}: left is an attribute of the caller or a quoted literal; right is a literal
   * or {@code %(attribute)s} of the target.
   */
  record Equal(String left, String right) implements Check {
    @Override
    public boolean holds(Policy policy, Caller caller, Target target) {
      var wanted =
          right.startsWith("%(") && right.endsWith(")s")
              ? target.get(right.substring(2, right.length() - 2))
              : Optional.of(right);
      return wanted.isPresent() && ofCaller(caller).equals(wanted);
    }

    @Override
    public String text() {
      return left + ":" + right;
    }

    private Optional<String> ofCaller(Caller caller) {
      if (left.length() > 1 && (left.startsWith("'") || left.startsWith("\""))) {
        return Optional.of(left.substring(1, left.length() - 1));
      }
      return switch (left) {
        case "user_id", "user" -> nonEmpty(caller.userId());
        case "user_domain_id" -> nonEmpty(caller.userDomainId());
        case "project_id", "tenant_id", "tenant" -> caller.projectId();
        case "domain_id", "token.domain.id" -> caller.domainId();
        case "token.project.domain.id" ->
            caller.scope() instanceof Caller.Scope.Project project
                ? nonEmpty(project.domainId())
                : Optional.empty();
        case "system_scope" ->
            caller.scope() instanceof Caller.Scope.AllSystem
                ? Optional.of("all")
                : Optional.of("None");
        case "is_admin" -> Optional.of(caller.hasRole("admin") ? "True" : "False");
        case "True", "False", "None" -> Optional.of(left);
        default -> Optional.empty();
      };
    }

    private static Optional<String> nonEmpty(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
  }
}
