package cairn.identity.federation.provider;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change identity providers and their protocols. */
final class ProviderPolicy {
  private static final String SEE = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String CHANGE = Checks.ADMIN;

  static final Rule LIST =
      Checks.installation("identity:list_identity_providers", SEE, "List identity providers.");
  static final Rule SHOW =
      Checks.installation("identity:get_identity_provider", SEE, "Show an identity provider.");
  static final Rule CREATE =
      Checks.installation(
          "identity:create_identity_provider", CHANGE, "Create an identity provider.");
  static final Rule UPDATE =
      Checks.installation(
          "identity:update_identity_provider", CHANGE, "Update an identity provider.");
  static final Rule DELETE =
      Checks.installation(
          "identity:delete_identity_provider", CHANGE, "Delete an identity provider.");
  static final Rule LIST_PROTOCOLS =
      Checks.installation(
          "identity:list_protocols", SEE, "List the protocols of an identity provider.");
  static final Rule SHOW_PROTOCOL =
      Checks.installation("identity:get_protocol", SEE, "Show a protocol of an identity provider.");
  static final Rule CREATE_PROTOCOL =
      Checks.installation(
          "identity:create_protocol", CHANGE, "Create a protocol of an identity provider.");
  static final Rule UPDATE_PROTOCOL =
      Checks.installation(
          "identity:update_protocol", CHANGE, "Update a protocol of an identity provider.");
  static final Rule DELETE_PROTOCOL =
      Checks.installation(
          "identity:delete_protocol", CHANGE, "Delete a protocol of an identity provider.");

  private ProviderPolicy() {}
}
