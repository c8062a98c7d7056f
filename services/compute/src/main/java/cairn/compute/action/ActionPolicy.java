package cairn.compute.action;

import cairn.policy.Rule;

final class ActionPolicy {
  private static final String ADMIN = "rule:admin_required";
  private static final String READER = "rule:project_reader_or_admin";

  static final Rule LIST =
      new Rule("os_compute_api:os-instance-actions:list", READER, "List a server's actions");
  static final Rule SHOW =
      new Rule("os_compute_api:os-instance-actions:show", READER, "Show a server's action");
  static final Rule EVENTS =
      new Rule(
          "os_compute_api:os-instance-actions:events", ADMIN, "See the host and the traceback");
  static final Rule DETAILS =
      new Rule(
          "os_compute_api:os-instance-actions:events:details", ADMIN, "See why an event failed");

  private ActionPolicy() {}
}
