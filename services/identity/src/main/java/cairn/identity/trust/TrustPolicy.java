package cairn.identity.trust;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and make trusts: trustor and trustee see, the trustor makes and deletes. */
final class TrustPolicy {
  private static final String TRUSTOR = "target.trust.trustor_user_id";
  private static final String TRUSTEE = "target.trust.trustee_user_id";
  private static final String READERS = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String BOTH = Checks.orUser(Checks.orUser(READERS, TRUSTOR), TRUSTEE);

  static final Rule CREATE =
      Checks.inProject("identity:create_trust", "user_id:%(" + TRUSTOR + ")s", "Trust somebody.");
  static final Rule LIST = Checks.ofUser("identity:list_trusts", READERS, "List all trusts.");
  static final Rule LIST_FOR_TRUSTOR =
      Checks.ofUser(
          "identity:list_trusts_for_trustor",
          Checks.orUser(READERS, TRUSTOR),
          "List what a user gave away.");
  static final Rule LIST_FOR_TRUSTEE =
      Checks.ofUser(
          "identity:list_trusts_for_trustee",
          Checks.orUser(READERS, TRUSTEE),
          "List what a user was given.");
  static final Rule SHOW = Checks.ofUser("identity:get_trust", BOTH, "Show a trust.");
  static final Rule ROLES = Checks.ofUser("identity:list_roles_for_trust", BOTH, "List its roles.");
  static final Rule ROLE =
      Checks.ofUser("identity:get_role_for_trust", BOTH, "Check one of its roles.");

  /** The reference names projects alone, which would keep the system's admin from cleaning up. */
  static final Rule DELETE =
      Checks.ofUser(
          "identity:delete_trust", Checks.orUser(Checks.ADMIN, TRUSTOR), "Take a trust back.");

  private TrustPolicy() {}
}
