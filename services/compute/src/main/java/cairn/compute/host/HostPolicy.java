package cairn.compute.host;

import cairn.policy.Rule;

final class HostPolicy {
  private static final String ADMIN = "rule:admin_required";

  static final Rule HYPERVISORS = rule("os-hypervisors:list", ADMIN, "List hypervisors");
  static final Rule HYPERVISORS_DETAIL =
      rule("os-hypervisors:list-detail", ADMIN, "List hypervisors with their details");
  static final Rule HYPERVISOR = rule("os-hypervisors:show", ADMIN, "Show a hypervisor");
  static final Rule STATISTICS = rule("os-hypervisors:statistics", ADMIN, "Sum up all hypervisors");
  static final Rule UPTIME = rule("os-hypervisors:uptime", ADMIN, "Show a hypervisor's uptime");
  static final Rule SEARCH = rule("os-hypervisors:search", ADMIN, "Search hypervisors by name");
  static final Rule SERVERS =
      rule("os-hypervisors:servers", ADMIN, "List the servers of a hypervisor");
  static final Rule SERVICES = rule("os-services:list", ADMIN, "List compute services");
  static final Rule SERVICE_UPDATE = rule("os-services:update", ADMIN, "Update a service");
  static final Rule SERVICE_DELETE = rule("os-services:delete", ADMIN, "Delete a service");
  static final Rule ZONES = rule("os-availability-zone:list", "@", "List availability zones");
  static final Rule ZONES_DETAIL =
      rule("os-availability-zone:detail", ADMIN, "List availability zones with their hosts");

  private HostPolicy() {}

  private static Rule rule(String name, String check, String description) {
    return new Rule("os_compute_api:" + name, check, description);
  }
}
