package cairn.identity.federation.mapping;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change mappings. */
final class MappingPolicy {
  private static final String SEE = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = Checks.installation("identity:list_mappings", SEE, "List mappings.");
  static final Rule SHOW = Checks.installation("identity:get_mapping", SEE, "Show a mapping.");
  static final Rule CREATE =
      Checks.installation("identity:create_mapping", Checks.ADMIN, "Create a mapping.");
  static final Rule UPDATE =
      Checks.installation("identity:update_mapping", Checks.ADMIN, "Update a mapping.");
  static final Rule DELETE =
      Checks.installation("identity:delete_mapping", Checks.ADMIN, "Delete a mapping.");

  private MappingPolicy() {}
}
