package cairn.identity.credential;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change whose credentials, and who may have signatures checked. */
final class CredentialPolicy {
  private static final String OWNER = "target.credential.user_id";
  private static final String SEE = Checks.orUser(Checks.ADMIN_OR_SYSTEM_READER, OWNER);
  private static final String CHANGE = Checks.orUser(Checks.ADMIN, OWNER);
  private static final String MEMBER =
      Checks.ADMIN + " or (role:member and user_id:%(" + OWNER + ")s)";
  private static final String SERVICE = Checks.ADMIN + " or role:service";

  static final Rule SHOW = new Rule("identity:get_credential", SEE, "Show a credential.");
  static final Rule LIST = new Rule("identity:list_credentials", SEE, "List credentials.");
  static final Rule CREATE = new Rule("identity:create_credential", CHANGE, "Store one.");
  static final Rule UPDATE = new Rule("identity:update_credential", CHANGE, "Change one.");
  static final Rule DELETE = new Rule("identity:delete_credential", CHANGE, "Delete one.");

  static final Rule EC2_SHOW =
      Checks.ofUser("identity:ec2_get_credential", SEE, "Show a pair of EC2 keys.");
  static final Rule EC2_LIST =
      Checks.ofUser("identity:ec2_list_credentials", SEE, "List a user's EC2 keys.");
  static final Rule EC2_CREATE =
      Checks.ofUser("identity:ec2_create_credential", MEMBER, "Make a pair of EC2 keys.");
  static final Rule EC2_DELETE =
      Checks.ofUser("identity:ec2_delete_credential", MEMBER, "Delete a pair of EC2 keys.");

  static final Rule EC2_TOKENS =
      new Rule("identity:ec2tokens_validate", SERVICE, "Make a token of an EC2 signature.");
  static final Rule S3_TOKENS =
      new Rule("identity:s3tokens_validate", SERVICE, "Check an S3 signature.");

  private CredentialPolicy() {}
}
