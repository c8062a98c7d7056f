package cairn.network.address;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A range of addresses with one prefix.
 *
 * @param first the lowest address, whose host bits are zero
 * @param prefix length of the prefix in bits
 */
public record Cidr(IpAddress first, int prefix) {
  /**
   * Reads {@code address/prefix}; host bits are cleared. A bare address is a range of one. Anything
   * else is empty.
   */
  public static Optional<Cidr> parse(String text) {
    var slash = text.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    var bits = IpAddress.bits(address.get().version());
    var length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
    if (!length.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    return Optional.of(of(address.get(), Integer.parseInt(length)));
  }

  /** A range that is known to be one, of a row or of the program. */
  public static Cidr of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a range: " + text));
  }

  /** The range with that prefix length that an address is in. */
  public static Cidr of(IpAddress address, int prefix) {
    var host = IpAddress.bits(address.version()) - prefix;
    var number = address.number().shiftRight(host).shiftLeft(host);
    return new Cidr(new IpAddress(address.version(), number), prefix);
  }

  /** 4 or 6. */
  public int version() {
    return first.version();
  }

  /** The highest address. */
  public IpAddress last() {
    return first.plus(size().subtract(BigInteger.ONE));
  }

  /** The number of addresses. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(IpAddress.bits(version()) - prefix);
  }

  public boolean contains(IpAddress address) {
    return address.version() == version() && of(address, prefix).equals(this);
  }

  public boolean overlaps(Cidr other) {
    return contains(other.first) || other.contains(first);
  }

  /** Whether the whole other range lies in this one. */
  public boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.first);
  }

  /**
   * The addresses that hosts may have: of IPv4 all but the network's own and the broadcast address,
   * of IPv6 all but the routers' anycast address; of the shortest ranges (RFC 3021, RFC 6164) all.
   */
  public IpRange hosts() {
    var bits = IpAddress.bits(version());
    if (prefix >= bits - 1) {
      return new IpRange(first, last());
    }
    return version() == 4
        ? new IpRange(first.plus(1), last().plus(-1))
        : new IpRange(first.plus(1), last());
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
