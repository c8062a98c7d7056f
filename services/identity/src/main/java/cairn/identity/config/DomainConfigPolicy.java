package cairn.identity.config;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change what a domain sets for itself. */
final class DomainConfigPolicy {
  static final Rule SHOW =
      Checks.installation(
          "identity:get_domain_config",
          Checks.ADMIN_OR_SYSTEM_READER,
          "Show a domain's configuration.");
  static final Rule DEFAULTS =
      Checks.installation(
          "identity:get_domain_config_default",
          Checks.ADMIN_OR_SYSTEM_READER,
          "Show what a domain's configuration is by default.");
  static final Rule SECURITY =
      new Rule(
          "identity:get_security_compliance_domain_config",
          "",
          "Show the rules that passwords have to follow.");
  static final Rule CREATE =
      Checks.installation(
          "identity:create_domain_config", Checks.ADMIN, "Replace a domain's configuration.");
  static final Rule UPDATE =
      Checks.installation(
          "identity:update_domain_config", Checks.ADMIN, "Change a domain's configuration.");
  static final Rule DELETE =
      Checks.installation(
          "identity:delete_domain_config", Checks.ADMIN, "Empty a domain's configuration.");

  private DomainConfigPolicy() {}
}
