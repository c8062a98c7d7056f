package cairn.network.network;

import cairn.network.wire.NounPolicy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.List;

/** Who may do what with networks (names and defaults of the reference). */
final class NetworkPolicy {
  /** Holds for a target that says it is for all. */
  private static final String FOR_ALL = "True:%(shared)s or True:%(external)s";

  static final NounPolicy NOUN =
      new NounPolicy(
          new Rule("create_network", NounPolicy.MEMBER, "Create a network"),
          new Rule("get_network", NounPolicy.READER + " or " + FOR_ALL, "Get a network"),
          new Rule("update_network", NounPolicy.MEMBER, "Update a network"),
          new Rule("delete_network", NounPolicy.MEMBER, "Delete a network"));

  static final Rule CREATE_SHARED = admin("create_network:shared");
  static final Rule UPDATE_SHARED = admin("update_network:shared");
  static final Rule CREATE_EXTERNAL = admin("create_network:router:external");
  static final Rule UPDATE_EXTERNAL = admin("update_network:router:external");
  static final Rule CREATE_DEFAULT = admin("create_network:is_default");
  static final Rule UPDATE_DEFAULT = admin("update_network:is_default");
  static final Rule CREATE_PROVIDER = admin("create_network:provider:network_type");
  static final Rule CREATE_PHYSICAL = admin("create_network:provider:physical_network");
  static final Rule CREATE_SEGMENT = admin("create_network:provider:segmentation_id");
  static final Rule GET_PROVIDER = admin("get_network:provider:network_type");

  static final List<Rule> MORE = List.of(GET_PROVIDER);

  private NetworkPolicy() {}

  private static Rule admin(String name) {
    return new Rule(name, NounPolicy.ADMIN, "The attribute that the name ends with");
  }

  static Target target(Network network) {
    return Target.ofProject(network.projectId())
        .with("shared", network.shared() ? "True" : "False")
        .with("external", network.external() ? "True" : "False");
  }
}
