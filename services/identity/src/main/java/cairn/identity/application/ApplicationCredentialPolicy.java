package cairn.identity.application;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and make application credentials: their user, and administrators see and delete. */
final class ApplicationCredentialPolicy {
  private static final String SEE = Checks.orUser(Checks.ADMIN_OR_SYSTEM_READER, "target.user.id");

  static final Rule LIST =
      Checks.ofUser("identity:list_application_credentials", SEE, "List a user's credentials.");
  static final Rule SHOW =
      Checks.ofUser("identity:get_application_credential", SEE, "Show a user's credential.");
  static final Rule CREATE =
      Checks.inProject(
          "identity:create_application_credential",
          "user_id:%(target.user.id)s",
          "Make a credential of one's own.");
  static final Rule DELETE =
      Checks.ofUser(
          "identity:delete_application_credential",
          Checks.orUser(Checks.ADMIN, "target.user.id"),
          "Delete a user's credential.");

  private ApplicationCredentialPolicy() {}
}
