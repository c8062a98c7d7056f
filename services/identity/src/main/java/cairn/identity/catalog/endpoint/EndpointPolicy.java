package cairn.identity.catalog.endpoint;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change endpoints. */
final class EndpointPolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = Checks.installation("identity:list_endpoints", READ, "List endpoints.");
  static final Rule SHOW = Checks.installation("identity:get_endpoint", READ, "Show one.");
  static final Rule CREATE =
      Checks.installation("identity:create_endpoint", Checks.ADMIN, "Create one.");
  static final Rule UPDATE =
      Checks.installation("identity:update_endpoint", Checks.ADMIN, "Update one.");
  static final Rule DELETE =
      Checks.installation("identity:delete_endpoint", Checks.ADMIN, "Delete one.");

  private EndpointPolicy() {}
}
