package cairn.identity.wire;

import cairn.policy.Rule;
import cairn.policy.ScopeKind;
import java.util.EnumSet;

/** The parts that the default checks of this service's rules are made of. */
public final class Checks {
  public static final String ADMIN = "rule:admin_required";
  public static final String SYSTEM_READER = "(role:reader and system_scope:all)";
  public static final String ADMIN_OR_SYSTEM_READER = ADMIN + " or " + SYSTEM_READER;

  private Checks() {}

  /**
   * A rule about what belongs to the installation and to no domain: a domain's token is never good
   * for it, whatever its roles.
   */
  public static Rule installation(String name, String check, String description) {
    return new Rule(name, check, description, EnumSet.of(ScopeKind.SYSTEM, ScopeKind.PROJECT));
  }

  /** A rule about what is a user's own, of which no domain's token has a say either. */
  public static Rule ofUser(String name, String check, String description) {
    return installation(name, check, description);
  }

  /** A rule about what somebody does with their roles on a project: it takes a token for one. */
  public static Rule inProject(String name, String check, String description) {
    return new Rule(name, check, description, EnumSet.of(ScopeKind.PROJECT));
  }

  /** Those above, or whoever has the role on the domain that the attribute names. */
  public static String orDomain(String others, String role, String attribute) {
    return "%s or (role:%s and domain_id:%%(%s)s)".formatted(others, role, attribute);
  }

  /** Those above, or the user that the attribute names. */
  public static String orUser(String others, String attribute) {
    return "%s or user_id:%%(%s)s".formatted(others, attribute);
  }
}
