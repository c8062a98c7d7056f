package cairn.compute.console;

import cairn.policy.Rule;

final class ConsolePolicy {
  private static final String MEMBER = "rule:project_member_or_admin";

  static final Rule OUTPUT =
      new Rule("os_compute_api:os-console-output", MEMBER, "Read a server's serial console");
  static final Rule OPEN =
      new Rule("os_compute_api:os-remote-consoles", MEMBER, "Open a server's console");

  private ConsolePolicy() {}
}
