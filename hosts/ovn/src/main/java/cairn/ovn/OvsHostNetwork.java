package cairn.ovn;

import cairn.agent.HostNetwork;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/** A host's network by Open vSwitch, in the namespace of its {@link DataPlane}. */
public final class OvsHostNetwork implements HostNetwork, AutoCloseable {
  /** Run in the namespace. A tap that a guest has open keeps its owner. */
  private static final String MAKE_TAP =
      """
      link=$0
      ip tuntap add dev "$link" mode tap user "$1" 2>/dev/null || ip link show "$link" >/dev/null
      ip link set "$link" alias "$3"
      """
          + Links.SILENCE
          + """
          ip link set "$link" mtu "$2" up
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
    if (ownerUid != 0) {
      TunDevice.openToAll();
    }
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
