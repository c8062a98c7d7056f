package cairn.identity.limit;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change limits. */
final class LimitPolicy {
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST_REGISTERED =
      new Rule("identity:list_registered_limits", "", "List registered limits.");
  static final Rule SHOW_REGISTERED =
      new Rule("identity:get_registered_limit", "", "Show a registered limit.");
  static final Rule CREATE_REGISTERED =
      Checks.installation("identity:create_registered_limits", ADMIN, "Create registered limits.");
  static final Rule UPDATE_REGISTERED =
      Checks.installation("identity:update_registered_limit", ADMIN, "Update a registered limit.");
  static final Rule DELETE_REGISTERED =
      Checks.installation("identity:delete_registered_limit", ADMIN, "Delete a registered limit.");

  static final Rule MODEL =
      new Rule("identity:get_limit_model", "", "Show how limits of a tree go together.");
  static final Rule LIST = new Rule("identity:list_limits", "", "List limits.");
  static final Rule SHOW =
      new Rule(
          "identity:get_limit",
          Checks.ADMIN_OR_SYSTEM_READER
              + " or (domain_id:%(target.limit.domain.id)s"
              + " or domain_id:%(target.limit.project.domain_id)s)"
              + " or (project_id:%(target.limit.project_id)s"
              + " and not None:%(target.limit.project_id)s)",
          "Show a limit.");
  static final Rule CREATE = Checks.installation("identity:create_limits", ADMIN, "Create limits.");
  static final Rule UPDATE = Checks.installation("identity:update_limit", ADMIN, "Update a limit.");
  static final Rule DELETE = Checks.installation("identity:delete_limit", ADMIN, "Delete a limit.");

  private LimitPolicy() {}
}
