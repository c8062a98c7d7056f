package cairn.image.member;

import cairn.policy.Rule;

/** Who may do what with an image's members: the defaults of today's Image API. */
final class MemberPolicy {
  private static final String OWNER = "role:admin or (role:member and project_id:%(project_id)s)";
  private static final String SEEN =
      "role:admin or (role:reader and (project_id:%(project_id)s or project_id:%(member_id)s))";

  static final Rule ADD = new Rule("add_member", OWNER, "Offer an image to a project");
  static final Rule GET = new Rule("get_member", SEEN, "Show a member of an image");
  static final Rule LIST = new Rule("get_members", SEEN, "List the members of an image");
  static final Rule ANSWER =
      new Rule(
          "modify_member",
          "role:admin or (role:member and project_id:%(member_id)s)",
          "Accept or reject an offered image");
  static final Rule REMOVE = new Rule("delete_member", OWNER, "Take an offer back");

  private MemberPolicy() {}
}
