package cairn.ovn;

import java.util.UUID;

/** The names of interfaces: at most 15 characters, derived from what they are of. */
final class Links {
  /**
   * Shell commands after which nothing but the switch listens to the interface in {@code $link}:
   * the kernel's own stack must neither answer a guest nor route for it, which the user space
   * datapath does not prevent. No source is behind the interface by any route, so strict reverse
   * path filtering drops all of IPv4 and ARP.
   */
  static final String SILENCE =
      """
      echo 1 >"/proc/sys/net/ipv4/conf/$link/rp_filter"
      [ ! -e /proc/sys/net/ipv6 ] || echo 1 >"/proc/sys/net/ipv6/conf/$link/disable_ipv6"
      """;

  private Links() {}

  /** A guest's tap, as Neutron names it too. */
  static String tap(UUID port) {
    return "tap" + port.toString().substring(0, 11);
  }

  /** The switch's end of a metadata service's pair. */
  static String metadata(UUID network) {
    return "md-" + hex(network);
  }

  /** What tells a network's metadata namespace from another's. */
  static String hex(UUID network) {
    return network.toString().replace("-", "").substring(0, 12);
  }

  /** The alias of every interface that we make, by which it is found again. */
  static String alias(String namespace) {
    return "cairn:" + namespace;
  }
}
