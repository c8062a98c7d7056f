package cairn.identity.policy;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change policies and what they are for. */
final class PolicyDocumentPolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST = Checks.installation("identity:list_policies", READ, "List policies.");
  static final Rule SHOW = Checks.installation("identity:get_policy", READ, "Show a policy.");
  static final Rule CREATE =
      Checks.installation("identity:create_policy", ADMIN, "Create a policy.");
  static final Rule UPDATE =
      Checks.installation("identity:update_policy", ADMIN, "Update a policy.");
  static final Rule DELETE =
      Checks.installation("identity:delete_policy", ADMIN, "Delete a policy.");
  static final Rule OF_ENDPOINT =
      Checks.installation(
          "identity:get_policy_for_endpoint", READ, "Show the policy of an endpoint.");
  static final Rule ENDPOINTS =
      Checks.installation(
          "identity:list_endpoints_for_policy", READ, "List the endpoints that a policy is for.");

  private PolicyDocumentPolicy() {}

  /** The rule about what a policy is for. */
  static Rule association(String verb, AssociationKind kind) {
    return Checks.installation(
        "identity:%s_policy_association_for_%s".formatted(verb, kind.ruleName()),
        verb.equals("check") ? READ : ADMIN,
        "That a policy is for %s.".formatted(kind.words()));
  }
}
