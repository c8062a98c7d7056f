package cairn.placement.allocation;

import cairn.policy.Rule;

/** Who may do what with allocations. */
final class AllocationPolicy {
  static final Rule LIST = rule("allocations:list", "Show what a consumer has");
  static final Rule UPDATE = rule("allocations:update", "Set what a consumer has");
  static final Rule MANAGE = rule("allocations:manage", "Set what several consumers have");
  static final Rule DELETE = rule("allocations:delete", "Give back all that a consumer has");
  static final Rule OF_PROVIDER =
      rule("resource_providers:allocations:list", "List who has something of a provider");
  static final Rule USAGES =
      new Rule(
          "placement:usages",
          "role:admin or role:service or (role:reader and project_id:%(project_id)s)",
          "Show what a project uses");
  static final Rule RESHAPE =
      new Rule("placement:reshaper:reshape", "role:service or role:admin", "Move inventories");

  private AllocationPolicy() {}

  private static Rule rule(String name, String description) {
    return new Rule("placement:" + name, "role:admin or role:service", description);
  }
}
