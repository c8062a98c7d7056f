package cairn.compute.server;

import cairn.policy.Rule;

/** Who may do what with servers; the defaults of today's reference release. */
final class ServerPolicy {
  private static final String ADMIN = "rule:admin_required";
  private static final String MEMBER = "rule:project_member_or_admin";
  private static final String READER = "rule:project_reader_or_admin";

  static final Rule INDEX = servers("index", READER, "List servers");
  static final Rule DETAIL = servers("detail", READER, "List servers with their details");
  static final Rule INDEX_ALL =
      servers("index:get_all_tenants", ADMIN, "List all projects' servers");
  static final Rule DETAIL_ALL =
      servers("detail:get_all_tenants", ADMIN, "List all projects' servers with their details");
  static final Rule ALL_FILTERS =
      servers("allow_all_filters", ADMIN, "Filter servers by all that there is");
  static final Rule SHOW = servers("show", READER, "Show a server");
  static final Rule SHOW_SPECS =
      servers("show:flavor-extra-specs", READER, "See the extra specs of a server's flavor");
  static final Rule SHOW_HOST =
      servers("show:host_status", ADMIN, "See the status of a server's host");
  static final Rule CREATE = servers("create", MEMBER, "Create servers");
  static final Rule CREATE_ON_HOST =
      servers("create:forced_host", ADMIN, "Name the host of a new server in its zone");
  static final Rule CREATE_DESTINATION =
      new Rule(
          "compute:servers:create:requested_destination", ADMIN, "Ask for a host for a new server");
  static final Rule ZERO_DISK =
      servers("create:zero_disk_flavor", ADMIN, "Create servers of flavors without a disk size");
  static final Rule UPDATE = servers("update", MEMBER, "Update a server");
  static final Rule DELETE = servers("delete", MEMBER, "Delete a server");
  static final Rule START = servers("start", MEMBER, "Start a server");
  static final Rule STOP = servers("stop", MEMBER, "Stop a server");
  static final Rule REBOOT = servers("reboot", MEMBER, "Reboot a server");
  static final Rule EXTENDED =
      rule("os-extended-server-attributes", ADMIN, "See a server's host and other inner things");
  static final Rule LOCK = rule("os-lock-server:lock", MEMBER, "Lock a server");
  static final Rule UNLOCK = rule("os-lock-server:unlock", MEMBER, "Unlock a server");
  static final Rule UNLOCK_ANY =
      rule("os-lock-server:unlock:unlock_override", ADMIN, "Unlock what an operator locked");
  static final Rule RESET =
      rule("os-admin-actions:reset_state", ADMIN, "Say that a server is active or in error");
  static final Rule FORCE_DELETE =
      rule("os-deferred-delete:force", MEMBER, "Delete a server without delay");
  static final Rule RESTORE =
      rule("os-deferred-delete:restore", MEMBER, "Bring a deleted server back");
  static final Rule PASSWORD_SHOW =
      rule("os-server-password:show", READER, "Show a server's encrypted password");
  static final Rule PASSWORD_CLEAR =
      rule("os-server-password:clear", MEMBER, "Forget a server's encrypted password");
  static final Rule GROUP_ADD =
      rule("os-security-groups:add", MEMBER, "Put a server into a security group");
  static final Rule GROUP_REMOVE =
      rule("os-security-groups:remove", MEMBER, "Take a server out of a security group");
  static final Rule GROUP_LIST =
      rule("os-security-groups:list", READER, "List a server's security groups");
  static final Rule META_INDEX = rule("server-metadata:index", READER, "List a server's metadata");
  static final Rule META_SHOW = rule("server-metadata:show", READER, "Show a server's metadata");
  static final Rule META_CREATE =
      rule("server-metadata:create", MEMBER, "Add to a server's metadata");
  static final Rule META_UPDATE_ALL =
      rule("server-metadata:update_all", MEMBER, "Replace a server's metadata");
  static final Rule META_UPDATE =
      rule("server-metadata:update", MEMBER, "Change a server's metadata");
  static final Rule META_DELETE =
      rule("server-metadata:delete", MEMBER, "Remove from a server's metadata");
  static final Rule TAG_INDEX = rule("os-server-tags:index", READER, "List a server's tags");
  static final Rule TAG_SHOW = rule("os-server-tags:show", READER, "Look for a server's tag");
  static final Rule TAG_UPDATE = rule("os-server-tags:update", MEMBER, "Add a tag to a server");
  static final Rule TAG_UPDATE_ALL =
      rule("os-server-tags:update_all", MEMBER, "Replace a server's tags");
  static final Rule TAG_DELETE =
      rule("os-server-tags:delete", MEMBER, "Remove a tag from a server");
  static final Rule TAG_DELETE_ALL =
      rule("os-server-tags:delete_all", MEMBER, "Remove all tags from a server");
  static final Rule IPS_INDEX = rule("ips:index", READER, "List a server's addresses");
  static final Rule IPS_SHOW = rule("ips:show", READER, "Show a server's addresses in a network");
  static final Rule NIC_LIST = rule("os-attach-interfaces:list", READER, "List a server's ports");
  static final Rule NIC_SHOW = rule("os-attach-interfaces:show", READER, "Show a server's port");
  static final Rule NIC_CREATE =
      rule("os-attach-interfaces:create", MEMBER, "Plug a port into a server");
  static final Rule NIC_DELETE =
      rule("os-attach-interfaces:delete", MEMBER, "Unplug a port from a server");

  private ServerPolicy() {}

  private static Rule servers(String name, String check, String description) {
    return rule("servers:" + name, check, description);
  }

  private static Rule rule(String name, String check, String description) {
    return new Rule("os_compute_api:" + name, check, description);
  }
}
