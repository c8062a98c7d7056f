package cairn.ovn;

import java.util.UUID;

/** The names of interfaces: at most 15 characters, derived from what they are of. */
final class Links {
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
