package cairn.identity.catalog.service;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change services. */
final class ServicePolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = new Rule("identity:list_services", READ, "List services.");
  static final Rule SHOW = new Rule("identity:get_service", READ, "Show one.");
  static final Rule CREATE = new Rule("identity:create_service", Checks.ADMIN, "Create one.");
  static final Rule UPDATE = new Rule("identity:update_service", Checks.ADMIN, "Update one.");
  static final Rule DELETE = new Rule("identity:delete_service", Checks.ADMIN, "Delete one.");

  private ServicePolicy() {}
}
