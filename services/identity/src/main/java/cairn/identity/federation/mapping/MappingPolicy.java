package cairn.identity.federation.mapping;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change mappings. */
final class MappingPolicy {
  private static final String SEE = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = new Rule("identity:list_mappings", SEE, "List mappings.");
  static final Rule SHOW = new Rule("identity:get_mapping", SEE, "Show a mapping.");
  static final Rule CREATE = new Rule("identity:create_mapping", Checks.ADMIN, "Create a mapping.");
  static final Rule UPDATE = new Rule("identity:update_mapping", Checks.ADMIN, "Update a mapping.");
  static final Rule DELETE = new Rule("identity:delete_mapping", Checks.ADMIN, "Delete a mapping.");

  private MappingPolicy() {}
}
