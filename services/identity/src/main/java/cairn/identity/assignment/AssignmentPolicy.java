package cairn.identity.assignment;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see, give and take roles. */
final class AssignmentPolicy {
  private static final String ROLE_OF_DOMAIN =
      "(domain_id:%(target.role.domain_id)s or None:%(target.role.domain_id)s)";
  private static final String MANAGED_ROLE =
      "('manager':%(target.role.name)s or 'member':%(target.role.name)s"
          + " or 'reader':%(target.role.name)s)";
  private static final String ADMIN = Checks.ADMIN;
  private static final String READ = Checks.ADMIN_OR_SYSTEM_READER;

  private static final String GIVE =
      ADMIN
          + " or ("
          + within("admin")
          + " and "
          + ROLE_OF_DOMAIN
          + ") or ("
          + within("manager")
          + " and "
          + MANAGED_ROLE
          + ")";

  static final Rule CHECK =
      new Rule(
          "identity:check_grant",
          READ + " or (" + within("reader") + " and " + ROLE_OF_DOMAIN + ")",
          "Check whether somebody has a role on a project or domain.");
  static final Rule LIST =
      new Rule(
          "identity:list_grants",
          READ + " or " + within("reader"),
          "List the roles that somebody has on a project or domain.");
  static final Rule CREATE =
      new Rule("identity:create_grant", GIVE, "Give a role on a project or domain.");
  static final Rule REVOKE =
      new Rule("identity:revoke_grant", GIVE, "Take a role on a project or domain.");
  static final Rule LIST_ALL =
      new Rule(
          "identity:list_role_assignments",
          Checks.orDomain(READ, "reader", "target.domain_id"),
          "List who has which role where.");

  static final Rule LIST_TREE =
      new Rule(
          "identity:list_role_assignments_for_tree",
          Checks.orDomain(READ, "reader", "target.domain_id"),
          "List who has which role in a project and below.");

  private AssignmentPolicy() {}

  /** With that role on the domain that both the actor and the place belong to. */
  private static String within(String role) {
    return ("(role:%s and (domain_id:%%(target.user.domain_id)s"
            + " or domain_id:%%(target.group.domain_id)s)"
            + " and (domain_id:%%(target.project.domain_id)s"
            + " or domain_id:%%(target.domain.id)s))")
        .formatted(role);
  }

  /** The rule about a role on the whole system. */
  static Rule system(String verb, boolean group) {
    var actor = group ? "group" : "user";
    var read = verb.equals("list") || verb.equals("check");
    return Checks.installation(
        "identity:%s_system_grant%s_for_%s".formatted(verb, verb.equals("list") ? "s" : "", actor),
        read ? READ : ADMIN,
        "Roles of a %s on the whole system.".formatted(actor));
  }
}
