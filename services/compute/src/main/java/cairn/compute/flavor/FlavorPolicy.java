package cairn.compute.flavor;

import cairn.policy.Rule;

final class FlavorPolicy {
  private static final String ADMIN = "rule:admin_required";
  private static final String READER = "rule:project_reader_or_admin";

  static final Rule CREATE =
      new Rule("os_compute_api:os-flavor-manage:create", ADMIN, "Create a flavor");
  static final Rule UPDATE =
      new Rule("os_compute_api:os-flavor-manage:update", ADMIN, "Update a flavor");
  static final Rule DELETE =
      new Rule("os_compute_api:os-flavor-manage:delete", ADMIN, "Delete a flavor");
  static final Rule ACCESS_LIST =
      new Rule("os_compute_api:os-flavor-access", ADMIN, "List who may use a flavor");
  static final Rule ACCESS_ADD =
      new Rule(
          "os_compute_api:os-flavor-access:add_tenant_access", ADMIN, "Let a project use a flavor");
  static final Rule ACCESS_REMOVE =
      new Rule(
          "os_compute_api:os-flavor-access:remove_tenant_access",
          ADMIN,
          "Let a project use a flavor no longer");
  static final Rule SPECS_INDEX =
      new Rule("os_compute_api:os-flavor-extra-specs:index", READER, "List extra specs");
  static final Rule SPECS_SHOW =
      new Rule("os_compute_api:os-flavor-extra-specs:show", READER, "Show an extra spec");
  static final Rule SPECS_CREATE =
      new Rule("os_compute_api:os-flavor-extra-specs:create", ADMIN, "Add extra specs");
  static final Rule SPECS_UPDATE =
      new Rule("os_compute_api:os-flavor-extra-specs:update", ADMIN, "Update an extra spec");
  static final Rule SPECS_DELETE =
      new Rule("os_compute_api:os-flavor-extra-specs:delete", ADMIN, "Delete an extra spec");

  private FlavorPolicy() {}
}
