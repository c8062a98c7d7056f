package cairn.identity.catalog.endpoint;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change endpoints. */
final class EndpointPolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = new Rule("identity:list_endpoints", READ, "List endpoints.");
  static final Rule SHOW = new Rule("identity:get_endpoint", READ, "Show one.");
  static final Rule CREATE = new Rule("identity:create_endpoint", Checks.ADMIN, "Create one.");
  static final Rule UPDATE = new Rule("identity:update_endpoint", Checks.ADMIN, "Update one.");
  static final Rule DELETE = new Rule("identity:delete_endpoint", Checks.ADMIN, "Delete one.");

  private EndpointPolicy() {}
}
