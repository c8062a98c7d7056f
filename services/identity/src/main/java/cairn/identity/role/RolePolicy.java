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
      Checks.installation("identity:list_domain_roles", READ, "List the roles of a domain.");
  static final Rule SHOW =
      new Rule(
          "identity:get_role",
          READ
              + " or (role:manager and ('manager':%(target.role.name)s"
              + " or 'member':%(target.role.name)s or 'reader':%(target.role.name)s))",
          "Show a role.");
  static final Rule CREATE = Checks.installation("identity:create_role", ADMIN, "Create a role.");
  static final Rule UPDATE = Checks.installation("identity:update_role", ADMIN, "Update a role.");
  static final Rule DELETE = Checks.installation("identity:delete_role", ADMIN, "Delete a role.");
  static final Rule SHOW_OF_DOMAIN =
      Checks.installation("identity:get_domain_role", READ, "Show a role of a domain.");
  static final Rule CREATE_OF_DOMAIN =
      Checks.installation("identity:create_domain_role", ADMIN, "Create a role of a domain.");
  static final Rule UPDATE_OF_DOMAIN =
      Checks.installation("identity:update_domain_role", ADMIN, "Update a role of a domain.");
  static final Rule DELETE_OF_DOMAIN =
      Checks.installation("identity:delete_domain_role", ADMIN, "Delete a role of a domain.");
  static final Rule LIST_INFERENCES =
      Checks.installation("identity:list_role_inference_rules", READ, "List what all roles imply.");
  static final Rule LIST_IMPLIED =
      Checks.installation("identity:list_implied_roles", READ, "List what a role implies.");
  static final Rule SHOW_IMPLIED =
      Checks.installation("identity:get_implied_role", READ, "Show that a role implies another.");
  static final Rule CHECK_IMPLIED =
      Checks.installation(
          "identity:check_implied_role", READ, "Check whether a role implies another.");
  static final Rule CREATE_IMPLIED =
      Checks.installation("identity:create_implied_role", ADMIN, "Let a role imply another.");
  static final Rule DELETE_IMPLIED =
      Checks.installation(
          "identity:delete_implied_role", ADMIN, "End that a role implies another.");

  private RolePolicy() {}
}
