package cairn.identity.catalog.service;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change services. */
final class ServicePolicy {
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST = Checks.installation("identity:list_services", READ, "List services.");
  static final Rule SHOW = Checks.installation("identity:get_service", READ, "Show one.");
  static final Rule CREATE =
      Checks.installation("identity:create_service", Checks.ADMIN, "Create one.");
  static final Rule UPDATE =
      Checks.installation("identity:update_service", Checks.ADMIN, "Update one.");
  static final Rule DELETE =
      Checks.installation("identity:delete_service", Checks.ADMIN, "Delete one.");

  private ServicePolicy() {}
}
