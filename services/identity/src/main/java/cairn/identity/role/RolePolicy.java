package cairn.identity.role;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change roles and what they imply. */
final class RolePolicy {
  private static final String ADMIN = Checks.ADMIN;
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST =
      new Rule(
          "identity:list_roles",
          READ + " or (role:manager and domain_id:%(target.domain_id)s)",
          "List roles.");
  static final Rule LIST_OF_DOMAIN =
      new Rule("identity:list_domain_roles", READ, "List the roles of a domain.");
  static final Rule SHOW =
      new Rule(
          "identity:get_role",
          READ
              + " or (role:manager and ('manager':%(target.role.name)s"
              + " or 'member':%(target.role.name)s or 'reader':%(target.role.name)s))",
          "Show a role.");
  static final Rule CREATE = new Rule("identity:create_role", ADMIN, "Create a role.");
  static final Rule UPDATE = new Rule("identity:update_role", ADMIN, "Update a role.");
  static final Rule DELETE = new Rule("identity:delete_role", ADMIN, "Delete a role.");
  static final Rule LIST_INFERENCES =
      new Rule("identity:list_role_inference_rules", READ, "List what all roles imply.");
  static final Rule LIST_IMPLIED =
      new Rule("identity:list_implied_roles", READ, "List what a role implies.");
  static final Rule SHOW_IMPLIED =
      new Rule("identity:get_implied_role", READ, "Show that a role implies another.");
  static final Rule CHECK_IMPLIED =
      new Rule("identity:check_implied_role", READ, "Check whether a role implies another.");
  static final Rule CREATE_IMPLIED =
      new Rule("identity:create_implied_role", ADMIN, "Let a role imply another.");
  static final Rule DELETE_IMPLIED =
      new Rule("identity:delete_implied_role", ADMIN, "End that a role implies another.");

  private RolePolicy() {}
}
