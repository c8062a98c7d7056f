package cairn.compute.keypair;

import cairn.policy.Rule;

final class KeypairPolicy {
  private static final String OWNER = "rule:admin_required or user_id:%(user_id)s";

  static final Rule INDEX = new Rule("os_compute_api:os-keypairs:index", OWNER, "List key pairs");
  static final Rule SHOW = new Rule("os_compute_api:os-keypairs:show", OWNER, "Show a key pair");
  static final Rule CREATE =
      new Rule("os_compute_api:os-keypairs:create", OWNER, "Create a key pair");
  static final Rule DELETE =
      new Rule("os_compute_api:os-keypairs:delete", OWNER, "Delete a key pair");

  private KeypairPolicy() {}
}
