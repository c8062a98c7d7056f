package cairn.compute.group;

import cairn.policy.Rule;

final class GroupPolicy {
  private static final String MEMBER = "rule:project_member_or_admin";
  private static final String READER = "rule:project_reader_or_admin";

  static final Rule CREATE =
      new Rule("os_compute_api:os-server-groups:create", MEMBER, "Create a server group");
  static final Rule DELETE =
      new Rule("os_compute_api:os-server-groups:delete", MEMBER, "Delete a server group");
  static final Rule INDEX =
      new Rule("os_compute_api:os-server-groups:index", READER, "List server groups");
  static final Rule INDEX_ALL =
      new Rule(
          "os_compute_api:os-server-groups:index:all_projects",
          "rule:admin_required",
          "List all projects' server groups");
  static final Rule SHOW =
      new Rule("os_compute_api:os-server-groups:show", READER, "Show a server group");

  private GroupPolicy() {}
}
