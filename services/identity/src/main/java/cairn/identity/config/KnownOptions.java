package cairn.identity.config;

import cairn.common.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options that a domain may set, with their defaults, and those that are secret. Names and
 * defaults are Keystone's (keystone, {@code keystone/conf/ldap.py}). Pure.
 */
final class KnownOptions {
  private static final Set<String> SENSITIVE = Set.of("password");

  private static final Map<String, ObjectNode> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put(
        "identity", (ObjectNode) Json.parse("{\"driver\": \"sql\", \"list_limit\": null}"));
    DEFAULTS.put(
        "ldap",
        (ObjectNode)
            Json.parse(
                """
                {"url": "ldap://localhost", "user": null, "suffix": "cn=example,cn=com",
                 "query_scope": "one", "page_size": 0, "alias_dereferencing": "default",
                 "debug_level": null, "chase_referrals": null, "connection_timeout": -1,
                 "user_tree_dn": null, "user_filter": null, "user_objectclass": "inetOrgPerson",
                 "user_id_attribute": "cn", "user_name_attribute": "sn",
                 "user_mail_attribute": "mail", "user_description_attribute": "description",
                 "user_pass_attribute": "userPassword", "user_enabled_attribute": "enabled",
                 "user_enabled_invert": false, "user_enabled_mask": 0,
                 "user_enabled_default": "True", "user_attribute_ignore": ["default_project_id"],
                 "user_default_project_id_attribute": null, "user_enabled_emulation": false,
                 "user_enabled_emulation_dn": null,
                 "user_enabled_emulation_use_group_config": false,
                 "user_additional_attribute_mapping": [],
                 "group_tree_dn": null, "group_filter": null, "group_objectclass": "groupOfNames",
                 "group_id_attribute": "cn", "group_name_attribute": "ou",
                 "group_members_are_ids": false, "group_member_attribute": "member",
                 "group_desc_attribute": "description", "group_attribute_ignore": [],
                 "group_additional_attribute_mapping": [],
                 "tls_cacertfile": null, "tls_cacertdir": null, "use_tls": false,
                 "tls_req_cert": "demand", "use_pool": true, "pool_size": 10,
                 "pool_retry_max": 3, "pool_retry_delay": 0.1, "pool_connection_timeout": -1,
                 "pool_connection_lifetime": 600, "use_auth_pool": true, "auth_pool_size": 100,
                 "auth_pool_connection_lifetime": 60}\
                """));
  }

  private KnownOptions() {}

  /** All options with their defaults, by groups; the secret ones are not among them. */
  static Map<String, ObjectNode> defaults() {
    return DEFAULTS;
  }

  static Optional<JsonNode> defaultOf(String group, String option) {
    return Optional.ofNullable(DEFAULTS.get(group)).map(options -> options.get(option));
  }

  static boolean isGroup(String group) {
    return DEFAULTS.containsKey(group);
  }

  static boolean isOption(String group, String option) {
    return defaultOf(group, option).isPresent() || isSensitive(group, option);
  }

  static boolean isSensitive(String group, String option) {
    return group.equals("ldap") && SENSITIVE.contains(option);
  }
}
