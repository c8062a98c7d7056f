package cairn.identity.oauth;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may enter consumers, authorize them, and see what they were given: administrators. */
final class OAuthPolicy {
  private static final String READERS = Checks.ADMIN_OR_SYSTEM_READER;
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST_CONSUMERS =
      new Rule("identity:list_consumers", READERS, "List the programs that may ask for access.");
  static final Rule SHOW_CONSUMER =
      new Rule("identity:get_consumer", READERS, "Show a program that may ask for access.");
  static final Rule CREATE_CONSUMER =
      new Rule("identity:create_consumer", ADMIN, "Let a program ask for access.");
  static final Rule UPDATE_CONSUMER =
      new Rule("identity:update_consumer", ADMIN, "Change a program that may ask for access.");
  static final Rule DELETE_CONSUMER =
      new Rule("identity:delete_consumer", ADMIN, "Take all access from a program.");
  static final Rule AUTHORIZE =
      new Rule("identity:authorize_request_token", ADMIN, "Give a program what it asks for.");
  static final Rule LIST_ACCESS_TOKENS =
      new Rule("identity:list_access_tokens", ADMIN, "List what a user gave to programs.");
  static final Rule SHOW_ACCESS_TOKEN =
      new Rule("identity:get_access_token", ADMIN, "Show what a user gave to a program.");
  static final Rule DELETE_ACCESS_TOKEN =
      new Rule("identity:delete_access_token", ADMIN, "Take it back.");
  static final Rule LIST_ROLES =
      new Rule("identity:list_access_token_roles", ADMIN, "List the roles in it.");
  static final Rule SHOW_ROLE =
      new Rule("identity:get_access_token_role", ADMIN, "Show a role in it.");

  private OAuthPolicy() {}
}
