package cairn.policy;

import cairn.common.CloudException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides by the rules that the services declare and the operator's overrides. Immutable, so safe
 * for many threads.
 */
public final class Policy {
  /** The names that other rules refer to; the default roles of today's OpenStack. */
  private static final Map<String, String> SHARED =
      Map.of(
          "admin_required", "role:admin",
          "owner", "user_id:%(user_id)s",
          "project_reader", "role:reader and project_id:%(project_id)s",
          "project_member", "role:member and project_id:%(project_id)s",
          "project_manager", "role:manager and project_id:%(project_id)s",
          "project_reader_or_admin", "rule:project_reader or role:admin",
          "project_member_or_admin", "rule:project_member or role:admin",
          "project_manager_or_admin", "rule:project_manager or role:admin",
          "admin_or_owner", "role:admin or user_id:%(user_id)s");

  private final Map<String, Check> checks = new HashMap<>();
  private final Map<String, Rule> rules = new TreeMap<>();
  private final boolean enforceScope;

  /** The same, with scopes enforced. */
  public Policy(Collection<Rule> rules, Map<String, String> overrides) {
    this(rules, overrides, true);
  }

  /**
   * @param rules of all services
   * @param overrides from the operator's policy files: rule name to check
   * @param enforceScope whether a token must have one of the scopes that its rule is meant for
   * @throws IllegalArgumentException when a check cannot be read or a name is declared twice
   */
  public Policy(Collection<Rule> rules, Map<String, String> overrides, boolean enforceScope) {
    this.enforceScope = enforceScope;
    SHARED.forEach((name, check) -> checks.put(name, CheckParser.parse(check)));
    for (var rule : rules) {
      var known = this.rules.put(rule.name(), rule);
      if (known != null && !known.equals(rule)) {
        throw new IllegalArgumentException("rule declared twice: " + rule.name());
      }
      checks.put(rule.name(), CheckParser.parse(rule.check()));
    }
    overrides.forEach((name, check) -> checks.put(name, CheckParser.parse(check)));
  }

  /** Whether the caller may do that to the target. */
  public boolean allows(Caller caller, Rule rule, Target target) {
    return inScope(caller, rule)
        && named(rule.name()).map(check -> check.holds(this, caller, target)).orElse(false);
  }

  /** Whether the caller's scope is one that the rule is meant for. */
  public boolean inScope(Caller caller, Rule rule) {
    return !enforceScope || rule.scopes().contains(ScopeKind.of(caller));
  }

  /** The rule of that name. */
  public Optional<Rule> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  /**
   * Why the check of that name holds or does not; empty when there is none. The scope is not asked.
   */
  public Optional<Explanation> explain(Caller caller, String name, Target target) {
    return named(name).map(check -> check.explain(this, caller, target));
  }

  /**
   * Lets the caller pass or throws.
   *
   * @throws CloudException FORBIDDEN, naming the rule
   */
  public void check(Caller caller, Rule rule, Target target) {
    if (!allows(caller, rule, target)) {
      throw new CloudException(
          CloudException.Kind.FORBIDDEN,
          "Policy doesn't allow %s to be performed.".formatted(rule.name()),
          "caller %s with roles %s in %s"
              .formatted(caller.userId(), caller.roles(), caller.scope()),
          null);
    }
  }

  /** All rules by name, as the services declared them. */
  public Collection<Rule> rules() {
    return rules.values();
  }

  Optional<Check> named(String name) {
    return Optional.ofNullable(checks.get(name));
  }
}
