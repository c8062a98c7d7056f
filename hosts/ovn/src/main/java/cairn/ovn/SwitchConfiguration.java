package cairn.ovn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Open vSwitch is told about its machine: who it is, its bridges, where OVN is. */
final class SwitchConfiguration {
  static final String INTEGRATION = "br-int";
  static final String EXTERNAL = "br-ex";

  /** The end of the gateway's veth pair that has addresses, and the one in the bridge. */
  static final String GATEWAY = "cairn-ext";

  static final String GATEWAY_PEER = "cairn-ext-br";

  private static final String MAKE_PAIR =
      """
      link=$1
      ip link show "$0" >/dev/null 2>&1 || ip link add "$0" type veth peer name "$link"
      ip link set "$0" alias "$2"
      ethtool -K "$0" tx off >/dev/null
      ethtool -K "$link" tx off >/dev/null
      """
          + Links.SILENCE
          + """
          ip link set "$link" up
          ip link set "$0" up
          """;

  private final DataPlaneConfig config;
  private final RunFolder folder;
  private final Commands inside;

  SwitchConfiguration(DataPlaneConfig config, RunFolder folder, Namespace namespace) {
    this.config = config;
    this.folder = folder;
    this.inside = namespace.commands(folder.environment());
  }

  /** Says who this chassis is; to be done before the daemons that ask for it start. */
  void identify() {
    var settings =
        List.of(
            "external-ids:system-id=" + config.hostName(),
            "external-ids:hostname=" + config.hostName(),
            "external-ids:ovn-remote=unix:" + folder.socket("sb"),
            "external-ids:ovn-encap-type=geneve",
            "external-ids:ovn-encap-ip=127.0.0.1",
            "external-ids:ovn-monitor-all=true",
            "external-ids:ovn-bridge=" + INTEGRATION,
            "external-ids:ovn-bridge-datapath-type=" + datapathType(),
            "external-ids:ovn-bridge-mappings="
                + DataPlaneConfig.PHYSICAL_NETWORK
                + ":"
                + EXTERNAL);
    var command = new ArrayList<>(List.of("--no-wait", "--", "init", "--"));
    command.addAll(List.of("set", "open_vswitch", "."));
    command.addAll(settings);
    command.addAll(List.of("--", "--may-exist", "add-br", INTEGRATION));
    command.addAll(List.of("--", "set", "bridge", INTEGRATION, "fail-mode=secure"));
    command.add("datapath_type=" + datapathType());
    command.addAll(List.of("--", "--may-exist", "add-br", EXTERNAL));
    command.addAll(List.of("--", "set", "bridge", EXTERNAL, "fail-mode=standalone"));
    command.add("datapath_type=" + datapathType());
    vsctl(command);
  }

  /** Connects the external bridge with the namespace itself and with the outside, if any. */
  void connectOutside() {
    if (!config.gatewayAddresses().isEmpty()) {
      inside.run("sh", "-ec", MAKE_PAIR, GATEWAY, GATEWAY_PEER, Links.alias(config.namespace()));
      for (var address : config.gatewayAddresses()) {
        // Without the wait of duplicate address detection an IPv6 address can be used at once.
        inside.run("ip", "addr", "replace", address, "dev", GATEWAY, "nodad");
      }
      addPort(GATEWAY_PEER);
    }
    config
        .interfaceToMove()
        .ifPresent(name -> {
          if (!inside.attempt("ip", "link", "show", name).succeeded()) {
            new Commands(List.of(), Map.of())
                .run("ip", "link", "set", name, "netns", config.namespace());
          }
          inside.run("ip", "link", "set", name, "up");
          addPort(name);
        });
  }

  private void addPort(String name) {
    vsctl(List.of("--no-wait", "--", "--may-exist", "add-port", EXTERNAL, name));
  }

  private void vsctl(List<String> arguments) {
    var command = new ArrayList<>(List.of("ovs-vsctl", "--timeout=20"));
    command.add("--db=unix:" + folder.socket("switch"));
    command.addAll(arguments);
    inside.run(command.toArray(String[]::new));
  }

  /** The kernel's datapath where the kernel has it, else the one in user space. */
  private static String datapathType() {
    return Files.exists(Path.of("/sys/module/openvswitch"))
            || new Commands(List.of(), Map.of()).attempt("modprobe", "openvswitch").succeeded()
        ? "system"
        : "netdev";
  }
}
