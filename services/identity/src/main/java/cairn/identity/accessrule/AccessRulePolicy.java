package cairn.identity.accessrule;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and delete whose access rules. */
final class AccessRulePolicy {
  private static final String OWNER = "target.user.id";
  private static final String SEE = Checks.orUser(Checks.SYSTEM_READER, OWNER);

  static final Rule LIST = Checks.ofUser("identity:list_access_rules", SEE, "List a user's rules.");
  static final Rule SHOW = Checks.ofUser("identity:get_access_rule", SEE, "Show a user's rule.");
  static final Rule DELETE =
      Checks.ofUser(
          "identity:delete_access_rule",
          Checks.orUser("(role:admin and system_scope:all)", OWNER),
          "Delete a user's rule.");

  private AccessRulePolicy() {}
}
