package cairn.network.port;

import cairn.network.network.Network;
import cairn.network.wire.NounPolicy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.List;

/** Who may do what with ports (names and defaults of the reference). */
final class PortPolicy {
  private static final String NETWORK_OWNER =
      "role:admin or (role:member and project_id:%(network_project_id)s)";
  private static final String NETWORK_READER =
      "(role:reader and project_id:%(network_project_id)s)";

  static final NounPolicy NOUN =
      new NounPolicy(
          new Rule("create_port", NounPolicy.MEMBER, "Create a port"),
          new Rule("get_port", NounPolicy.READER + " or " + NETWORK_READER, "Get a port"),
          new Rule("update_port", NounPolicy.MEMBER, "Update a port"),
          new Rule("delete_port", NounPolicy.MEMBER + " or " + NETWORK_OWNER, "Delete a port"));

  static final Rule CREATE_MAC = rule("create_port:mac_address", NETWORK_OWNER);
  static final Rule UPDATE_MAC = rule("update_port:mac_address", NounPolicy.ADMIN);
  static final Rule CREATE_FIXED_IPS =
      rule("create_port:fixed_ips", NETWORK_OWNER + " or True:%(network_shared)s");
  static final Rule UPDATE_FIXED_IPS =
      rule("update_port:fixed_ips", NETWORK_OWNER + " or True:%(network_shared)s");
  static final Rule FIXED_IP_ADDRESS = rule("create_port:fixed_ips:ip_address", NETWORK_OWNER);
  static final Rule CREATE_SECURITY = rule("create_port:port_security_enabled", NETWORK_OWNER);
  static final Rule UPDATE_SECURITY = rule("update_port:port_security_enabled", NETWORK_OWNER);
  static final Rule CREATE_PAIRS = rule("create_port:allowed_address_pairs", NETWORK_OWNER);
  static final Rule UPDATE_PAIRS = rule("update_port:allowed_address_pairs", NETWORK_OWNER);
  static final Rule CREATE_HOST = rule("create_port:binding:host_id", NounPolicy.ADMIN);
  static final Rule UPDATE_HOST = rule("update_port:binding:host_id", NounPolicy.ADMIN);
  static final Rule CREATE_PROFILE = rule("create_port:binding:profile", NounPolicy.ADMIN);
  static final Rule UPDATE_PROFILE = rule("update_port:binding:profile", NounPolicy.ADMIN);
  static final Rule CREATE_OWNER = rule("create_port:device_owner", NETWORK_OWNER);
  static final Rule UPDATE_OWNER = rule("update_port:device_owner", NETWORK_OWNER);
  static final Rule GET_BINDING = rule("get_port:binding:host_id", NounPolicy.ADMIN);

  static final List<Rule> MORE = List.of(FIXED_IP_ADDRESS, CREATE_OWNER, UPDATE_OWNER, GET_BINDING);

  private PortPolicy() {}

  private static Rule rule(String name, String check) {
    return new Rule(name, check, "The attribute that the name ends with");
  }

  static Target target(String project, Network network) {
    return Target.ofProject(project)
        .with("network_project_id", network.projectId())
        .with("network_shared", network.shared() ? "True" : "False");
  }

  static Target target(Port port) {
    return Target.ofProject(port.projectId()).with("network_project_id", port.networkProject());
  }
}
