package cairn.ovn.northbound;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.UUID;

/** Arithmetic on addresses in text form; nothing here asks a name server. */
final class Addresses {
  private Addresses() {}

  static boolean isVersion4(String addressOrCidr) {
    return addressOrCidr.indexOf(':') < 0;
  }

  /** An address in CIDR form without its prefix length. */
  static String withoutPrefix(String cidr) {
    var slash = cidr.indexOf('/');
    return slash < 0 ? cidr : cidr.substring(0, slash);
  }

  /** A range in CIDR form, or the bare address when it is a range of one. */
  static String shortest(String cidr) {
    return cidr.endsWith(isVersion4(cidr) ? "/32" : "/128") ? withoutPrefix(cidr) : cidr;
  }

  static boolean isEverything(String cidr) {
    return cidr.endsWith("/0");
  }

  /** Whether an address, a prefix length behind it or not, lies in a range. */
  static boolean contains(String cidr, String address) {
    if (isVersion4(cidr) != isVersion4(address)) {
      return false;
    }
    var network = bytes(withoutPrefix(cidr));
    var candidate = bytes(withoutPrefix(address));
    var prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    for (var bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % 8);
      if (((network[bit / 8] ^ candidate[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }

  /** A MAC address of its own for what has none, the same each time. */
  static String macFor(UUID id) {
    var low = HexFormat.of().toHexDigits(id.getLeastSignificantBits());
    return "fa:16:3e:%s:%s:%s"
        .formatted(low.substring(10, 12), low.substring(12, 14), low.substring(14, 16));
  }
}
