package cairn.identity.accessrule;

import cairn.http.Authenticator;
import java.util.List;
import java.util.Set;

/** Whether rules let a request pass. Pure. */
public final class AccessRuleCheck {
  /** The names that the catalog has had for block storage. */
  private static final Set<String> VOLUME =
      Set.of("volume", "volumev2", "volumev3", "block-storage", "block-store");

  private AccessRuleCheck() {}

  /** Whether one of them lets it pass; none at all let everything pass. */
  public static boolean passes(List<AccessRule> rules, Authenticator.Use use) {
    return rules.isEmpty() || ofOwnToken(use) || rules.stream().anyMatch(rule -> passes(rule, use));
  }

  private static boolean passes(AccessRule rule, Authenticator.Use use) {
    // The path with and without what all paths of the service begin with: both are its address.
    return rule.method().equals(use.method())
        && (rule.service().equals(use.service())
            || (VOLUME.contains(use.service()) && VOLUME.contains(rule.service())))
        && (PathPattern.matches(rule.path(), use.path())
            || PathPattern.matches(rule.path(), use.path().substring(use.prefix().length())));
  }

  /** What a token is, whoever has it may ask. */
  private static boolean ofOwnToken(Authenticator.Use use) {
    return use.service().equals("identity")
        && use.method().equals("GET")
        && use.path().endsWith("/v3/auth/tokens");
  }
}
