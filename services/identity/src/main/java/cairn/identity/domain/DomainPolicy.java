package cairn.identity.domain;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change domains. */
final class DomainPolicy {
  private static final String ADMIN = Checks.ADMIN;

  static final Rule LIST =
      new Rule(
          "identity:list_domains",
          Checks.orDomain(Checks.ADMIN_OR_SYSTEM_READER, "reader", "target.domain.id"),
          "List domains.");
  static final Rule SHOW =
      new Rule(
          "identity:get_domain",
          Checks.ADMIN_OR_SYSTEM_READER
              + " or token.domain.id:%(target.domain.id)s"
              + " or token.project.domain.id:%(target.domain.id)s",
          "Show a domain.");
  static final Rule CREATE =
      Checks.installation("identity:create_domain", ADMIN, "Create a domain.");
  static final Rule UPDATE =
      Checks.installation("identity:update_domain", ADMIN, "Update a domain.");
  static final Rule DELETE =
      Checks.installation("identity:delete_domain", ADMIN, "Delete a domain.");
  static final Rule MINE =
      new Rule("identity:get_auth_domains", "", "List the domains one may ask a token for.");

  private DomainPolicy() {}
}
