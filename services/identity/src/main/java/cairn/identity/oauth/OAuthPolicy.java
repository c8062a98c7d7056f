package cairn.identity.oauth;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may enter consumers, authorize them, and see what they were given: administrators. */
final class OAuthPolicy {
  private static final String READERS = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST_CONSUMERS =
      Checks.installation(
          "identity:list_consumers", READERS, "List the programs that may ask for access.");
  static final Rule SHOW_CONSUMER =
      Checks.installation(
          "identity:get_consumer", READERS, "Show a program that may ask for access.");
  static final Rule CREATE_CONSUMER =
      Checks.installation("identity:create_consumer", ADMIN, "Let a program ask for access.");
  static final Rule UPDATE_CONSUMER =
      Checks.installation(
          "identity:update_consumer", ADMIN, "Change a program that may ask for access.");
  static final Rule DELETE_CONSUMER =
      Checks.installation("identity:delete_consumer", ADMIN, "Take all access from a program.");
  static final Rule AUTHORIZE =
      Checks.inProject(
          "identity:authorize_request_token", ADMIN, "Give a program what it asks for.");
  static final Rule LIST_ACCESS_TOKENS =
      Checks.inProject("identity:list_access_tokens", ADMIN, "List what a user gave to programs.");
  static final Rule SHOW_ACCESS_TOKEN =
      Checks.inProject("identity:get_access_token", ADMIN, "Show what a user gave to a program.");
  static final Rule DELETE_ACCESS_TOKEN =
      Checks.inProject("identity:delete_access_token", ADMIN, "Take it back.");
  static final Rule LIST_ROLES =
      Checks.inProject("identity:list_access_token_roles", ADMIN, "List the roles in it.");
  static final Rule SHOW_ROLE =
      Checks.inProject("identity:get_access_token_role", ADMIN, "Show a role in it.");

  private OAuthPolicy() {}
}
