package cairn.identity.auth;

import cairn.policy.Rule;

/** Who may ask about, and revoke, whose tokens. */
final class AuthPolicy {
  private static final String SUBJECT = "user_id:%(target.token.user_id)s";

  static final Rule CHECK =
      new Rule(
          "identity:check_token",
          "rule:admin_required or (role:reader and system_scope:all) or " + SUBJECT,
          "Check a token.");

  static final Rule VALIDATE =
      new Rule(
          "identity:validate_token",
          "rule:admin_required or (role:reader and system_scope:all) or role:service or " + SUBJECT,
          "Validate a token and show it.");

  static final Rule REVOKE =
      new Rule("identity:revoke_token", "rule:admin_required or " + SUBJECT, "Revoke a token.");

  static final Rule CATALOG =
      new Rule("identity:get_auth_catalog", "", "Show the token's own catalog.");

  static final Rule SYSTEM =
      new Rule("identity:get_auth_system", "", "Show whether the user has a role on the system.");

  private AuthPolicy() {}
}
