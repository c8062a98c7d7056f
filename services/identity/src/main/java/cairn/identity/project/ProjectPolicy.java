package cairn.identity.project;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change projects. */
final class ProjectPolicy {
  private static final String DOMAIN = "target.project.domain_id";

  private static final String SEE =
      Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", DOMAIN)
          + " or project_id:%(target.project.id)s";

  private static final String CHANGE = Checks.orDomain(Checks.ADMIN, "manager", DOMAIN);

  static final Rule LIST =
      new Rule(
          "identity:list_projects",
          Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", "target.domain_id"),
          "List projects.");
  static final Rule SHOW = new Rule("identity:get_project", SEE, "Show a project.");
  static final Rule CREATE = new Rule("identity:create_project", CHANGE, "Create a project.");
  static final Rule UPDATE = new Rule("identity:update_project", CHANGE, "Update a project.");
  static final Rule DELETE = new Rule("identity:delete_project", CHANGE, "Delete a project.");
  static final Rule OF_USER =
      new Rule(
          "identity:list_user_projects",
          Checks.orUser(
              Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", "target.user.domain_id"),
              "target.user.id"),
          "List the projects where a user has a role.");
  static final Rule MINE =
      new Rule("identity:get_auth_projects", "", "List the projects one may ask a token for.");
  static final Rule TAGS = new Rule("identity:list_project_tags", SEE, "List a project's tags.");
  static final Rule TAG = new Rule("identity:get_project_tag", SEE, "Look for a project's tag.");
  static final Rule SET_TAGS =
      new Rule("identity:update_project_tags", CHANGE, "Replace a project's tags.");
  static final Rule ADD_TAG =
      new Rule("identity:create_project_tag", CHANGE, "Add a tag to a project.");
  static final Rule CLEAR_TAGS =
      new Rule("identity:delete_project_tags", CHANGE, "Take all tags from a project.");
  static final Rule DROP_TAG =
      new Rule("identity:delete_project_tag", CHANGE, "Take a tag from a project.");

  private ProjectPolicy() {}
}
