package cairn.identity.catalog.filter;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change which endpoints a project's catalog shows. */
final class EndpointFilterPolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST_GROUPS =
      Checks.installation("identity:list_endpoint_groups", READ, "List endpoint groups.");
  static final Rule SHOW_GROUP =
      Checks.installation("identity:get_endpoint_group", READ, "Show an endpoint group.");
  static final Rule CREATE_GROUP =
      Checks.installation("identity:create_endpoint_group", ADMIN, "Create an endpoint group.");
  static final Rule UPDATE_GROUP =
      Checks.installation("identity:update_endpoint_group", ADMIN, "Update an endpoint group.");
  static final Rule DELETE_GROUP =
      Checks.installation("identity:delete_endpoint_group", ADMIN, "Delete an endpoint group.");
  static final Rule ENDPOINTS_OF_GROUP =
      Checks.installation(
          "identity:list_endpoints_associated_with_endpoint_group",
          READ,
          "List the endpoints in an endpoint group.");
  static final Rule PROJECTS_OF_GROUP =
      Checks.installation(
          "identity:list_projects_associated_with_endpoint_group",
          READ,
          "List the projects that an endpoint group is put beside.");
  static final Rule GROUPS_OF_PROJECT =
      Checks.installation(
          "identity:list_endpoint_groups_for_project",
          READ,
          "List the endpoint groups that are put beside a project.");
  static final Rule SHOW_GROUP_IN_PROJECT =
      Checks.installation(
          "identity:get_endpoint_group_in_project",
          READ,
          "Show that an endpoint group is put beside a project.");
  static final Rule ADD_GROUP =
      Checks.installation(
          "identity:add_endpoint_group_to_project",
          ADMIN,
          "Put an endpoint group beside a project.");
  static final Rule REMOVE_GROUP =
      Checks.installation(
          "identity:remove_endpoint_group_from_project",
          ADMIN,
          "Take an endpoint group away from a project.");
  static final Rule PROJECTS_OF_ENDPOINT =
      Checks.installation(
          "identity:list_projects_for_endpoint",
          READ,
          "List the projects that an endpoint is put beside.");
  static final Rule ENDPOINTS_OF_PROJECT =
      Checks.installation(
          "identity:list_endpoints_for_project",
          READ,
          "List the endpoints that a project's catalog is limited to.");
  static final Rule CHECK_ENDPOINT =
      Checks.installation(
          "identity:check_endpoint_in_project",
          READ,
          "Check whether an endpoint is put beside a project.");
  static final Rule ADD_ENDPOINT =
      Checks.installation(
          "identity:add_endpoint_to_project", ADMIN, "Put an endpoint beside a project.");
  static final Rule REMOVE_ENDPOINT =
      Checks.installation(
          "identity:remove_endpoint_from_project", ADMIN, "Take an endpoint away from a project.");

  private EndpointFilterPolicy() {}
}
