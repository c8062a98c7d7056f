package cairn.identity.federation.peer;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change service providers. */
final class ServiceProviderPolicy {
  private static final String SEE = Checks.ADMIN_OR_SYSTEM_READER;

  static final Rule LIST =
      Checks.installation("identity:list_service_providers", SEE, "List service providers.");
  static final Rule SHOW =
      Checks.installation("identity:get_service_provider", SEE, "Show a service provider.");
  static final Rule CREATE =
      Checks.installation(
          "identity:create_service_provider", Checks.ADMIN, "Create a service provider.");
  static final Rule UPDATE =
      Checks.installation(
          "identity:update_service_provider", Checks.ADMIN, "Update a service provider.");
  static final Rule DELETE =
      Checks.installation(
          "identity:delete_service_provider", Checks.ADMIN, "Delete a service provider.");

  private ServiceProviderPolicy() {}
}
