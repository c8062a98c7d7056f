package cairn.network.port;

/** The owners of ports that mean something to the service (reference: neutron-lib constants). */
public final class DeviceOwner {
  /** A router's leg in a project's network. */
  public static final String ROUTER_INTERFACE = "network:router_interface";

  /** A router's leg in an external network. */
  public static final String ROUTER_GATEWAY = "network:router_gateway";

  /** What holds a floating IP's address in the external network. */
  public static final String FLOATING_IP = "network:floatingip";

  /** The metadata service's port, the same on every host. */
  public static final String DISTRIBUTED = "network:distributed";

  /** A DHCP server's port; nobody makes one here, but a driver may. */
  public static final String DHCP = "network:dhcp";

  /** Does the port serve its network, and was asked for by no user? */
  static boolean servesNetwork(String owner) {
    return owner.equals(DISTRIBUTED) || owner.equals(DHCP);
  }

  private DeviceOwner() {}
}
