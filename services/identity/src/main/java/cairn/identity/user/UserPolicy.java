package cairn.identity.user;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change users. */
final class UserPolicy {
  private static final String DOMAIN = "target.user.domain_id";
  private static final String CHANGE = Checks.orDomain(Checks.ADMIN, "manager", DOMAIN);

  static final Rule LIST =
      new Rule(
          "identity:list_users",
          Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", "target.domain_id"),
          "List users.");
  static final Rule SHOW =
      new Rule(
          "identity:get_user",
          Checks.orUser(
              Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", DOMAIN), "target.user.id"),
          "Show a user.");
  static final Rule CREATE = new Rule("identity:create_user", CHANGE, "Create a user.");
  static final Rule UPDATE =
      new Rule("identity:update_user", CHANGE, "Update a user, their password too.");
  static final Rule DELETE = new Rule("identity:delete_user", CHANGE, "Delete a user.");

  private UserPolicy() {}
}
