package cairn.identity.group;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change groups. */
final class GroupPolicy {
  private static final String DOMAIN = "target.group.domain_id";
  private static final String SEE =
      Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", DOMAIN);
  private static final String CHANGE = Checks.orDomain(Checks.ADMIN, "manager", DOMAIN);
  private static final String MEMBERS =
      Checks.ADMIN
          + " or (role:manager and domain_id:%(target.group.domain_id)s"
          + " and domain_id:%(target.user.domain_id)s)";

  static final Rule LIST = new Rule("identity:list_groups", SEE, "List groups.");
  static final Rule SHOW = new Rule("identity:get_group", SEE, "Show a group.");
  static final Rule CREATE = new Rule("identity:create_group", CHANGE, "Create a group.");
  static final Rule UPDATE = new Rule("identity:update_group", CHANGE, "Update a group.");
  static final Rule DELETE = new Rule("identity:delete_group", CHANGE, "Delete a group.");
  static final Rule OF_USER =
      new Rule(
          "identity:list_groups_for_user",
          Checks.orUser(
              Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", "target.user.domain_id"),
              "target.user.id"),
          "List the groups that a user is in.");
  static final Rule USERS =
      new Rule("identity:list_users_in_group", SEE, "List the users in a group.");
  static final Rule HAS =
      new Rule(
          "identity:check_user_in_group",
          Checks.ADMIN_OR_SYSTEM_READER
              + " or (role:reader and domain_id:%(target.group.domain_id)s"
              + " and domain_id:%(target.user.domain_id)s)",
          "Check whether a user is in a group.");
  static final Rule ADD =
      new Rule("identity:add_user_to_group", MEMBERS, "Put a user into a group.");
  static final Rule REMOVE =
      new Rule("identity:remove_user_from_group", MEMBERS, "Take a user out of a group.");

  private GroupPolicy() {}
}
