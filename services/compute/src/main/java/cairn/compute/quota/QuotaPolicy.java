package cairn.compute.quota;

import cairn.policy.Rule;

final class QuotaPolicy {
  private static final String ADMIN = "rule:admin_required";
  private static final String READER = "rule:project_reader_or_admin";

  static final Rule SHOW = new Rule("os_compute_api:os-quota-sets:show", READER, "Show quotas");
  static final Rule DETAIL =
      new Rule("os_compute_api:os-quota-sets:detail", READER, "Show quotas and usage");
  static final Rule DEFAULTS =
      new Rule("os_compute_api:os-quota-sets:defaults", "@", "Show default quotas");
  static final Rule UPDATE =
      new Rule("os_compute_api:os-quota-sets:update", ADMIN, "Update quotas");
  static final Rule DELETE =
      new Rule("os_compute_api:os-quota-sets:delete", ADMIN, "Reset quotas to the defaults");
  static final Rule CLASS_SHOW =
      new Rule("os_compute_api:os-quota-class-sets:show", ADMIN, "Show a quota class");
  static final Rule CLASS_UPDATE =
      new Rule("os_compute_api:os-quota-class-sets:update", ADMIN, "Update a quota class");
  static final Rule LIMITS = new Rule("os_compute_api:limits", "@", "Show limits");
  static final Rule LIMITS_OTHER =
      new Rule("os_compute_api:limits:other_project", ADMIN, "Show another project's limits");

  private QuotaPolicy() {}
}
