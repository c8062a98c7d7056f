package cairn.ovn;

import cairn.agent.HostNetwork;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/** A host's network by Open vSwitch, in the namespace of its {@link DataPlane}. */
public final class OvsHostNetwork implements HostNetwork, AutoCloseable {
  /**
   * Makes a tap that nothing but the switch listens to: the kernel's own stack must neither answer
   * a guest nor route for it, which the user space datapath does not prevent. A tap that a guest
   * has open stays as it is.
   */
  private static final String MAKE_TAP =
      """
      ip tuntap add dev "$0" mode tap user "$1" 2>/dev/null || ip link show "$0" >/dev/null
      ip link set "$0" alias "$3"
      echo 1 >"/proc/sys/net/ipv4/conf/$0/rp_filter"
      [ ! -e /proc/sys/net/ipv6 ] || echo 1 >"/proc/sys/net/ipv6/conf/$0/disable_ipv6"
      ip link set "$0" mtu "$2" up
      """;

  private final DataPlane dataPlane;
  private final SwitchPorts ports;
  private final MetadataNamespaces metadata;

  /** Connects to the switch of a data plane that was started. */
  public OvsHostNetwork(DataPlane dataPlane, Time time) {
    this.dataPlane = dataPlane;
    this.ports = new SwitchPorts(dataPlane.switchSocket(), time);
    this.metadata = new MetadataNamespaces(dataPlane, ports);
  }

  @Override
  public String namespace() {
    return dataPlane.namespace();
  }

  @Override
  public String plug(GuestSpec.Nic nic, int ownerUid) {
    var tap = Links.tap(nic.port());
    dataPlane
        .dataNamespace()
        .commands()
        .run(
            "sh",
            "-ec",
            MAKE_TAP,
            tap,
            Integer.toString(ownerUid),
            Integer.toString(nic.mtu()),
            dataPlane.alias());
    ports.ensure(tap, nic.port(), nic.mac(), true);
    return tap;
  }

  @Override
  public void unplug(UUID port) {
    var tap = Links.tap(port);
    ports.remove(tap);
    dataPlane.dataNamespace().commands().attempt("ip", "link", "del", tap);
  }

  @Override
  public Set<UUID> plugged() {
    return ports.guests();
  }

  @Override
  public Path ensureMetadata(UUID network, GuestSpec.MetadataPort port) {
    return metadata.ensure(network, port);
  }

  @Override
  public void retainMetadata(Set<UUID> networks) {
    metadata.retain(networks);
  }

  @Override
  public void close() {
    ports.close();
  }
}
