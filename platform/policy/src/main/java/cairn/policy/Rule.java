package cairn.policy;

import java.util.EnumSet;
import java.util.Set;

/**
 * One permission.
 *
 * @param name as in policy files: {@code os_compute_api:servers:show}
 * @param check its default in oslo.policy's language
 * @param description one line for the operator who may change it
 * @param scopes the scopes that a token must have one of, whatever the check says
 */
public record Rule(String name, String check, String description, Set<ScopeKind> scopes) {
  public Rule {
    scopes = Set.copyOf(scopes);
  }

  /** A rule for tokens of all scopes. */
  public Rule(String name, String check, String description) {
    this(name, check, description, EnumSet.allOf(ScopeKind.class));
  }
}
