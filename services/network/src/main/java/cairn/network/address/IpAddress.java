package cairn.network.address;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An IP address of version 4 or 6, ordered by its number.
 *
 * @param version 4 or 6
 * @param number the address as an unsigned number of 32 or 128 bits
 */
public record IpAddress(int version, BigInteger number) implements Comparable<IpAddress> {
  /** Refuses a number that the version has no room for. */
  public IpAddress {
    if ((version != 4 && version != 6)
        || number.signum() < 0
        || number.bitLength() > (version == 4 ? 32 : 128)) {
      throw new IllegalArgumentException("not an IP address: version " + version + ", " + number);
    }
  }

  /** Reads a dotted quad or an IPv6 address without zone; anything else is empty. */
  public static Optional<IpAddress> parse(String text) {
    return text.indexOf(':') >= 0
        ? IpText.six(text).map(number -> new IpAddress(6, number))
        : IpText.four(text).map(number -> new IpAddress(4, number));
  }

  /** An address that is known to be one, of a row or of the program. */
  public static IpAddress of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
  }

  /** The number of bits of an address of that version. */
  public static int bits(int version) {
    return version == 4 ? 32 : 128;
  }

  /** The address that lies so much further on. */
  public IpAddress plus(BigInteger distance) {
    return new IpAddress(version, number.add(distance));
  }

  /** The address that lies so much further on. */
  public IpAddress plus(long distance) {
    return plus(BigInteger.valueOf(distance));
  }

  /** Whether it is a multicast address (RFC 5771, RFC 4291). */
  public boolean multicast() {
    return version == 4
        ? number.shiftRight(28).intValue() == 0xe
        : number.shiftRight(120).intValue() == 0xff;
  }

  /** Whether it is of the loopback range. */
  public boolean loopback() {
    return version == 4 ? number.shiftRight(24).intValue() == 127 : number.equals(BigInteger.ONE);
  }

  /** Whether it is link-local (RFC 3927, RFC 4291). */
  public boolean linkLocal() {
    return version == 4
        ? number.shiftRight(16).intValue() == 0xa9fe
        : number.shiftRight(118).intValue() == 0x3fa;
  }

  @Override
  public int compareTo(IpAddress other) {
    return version != other.version
        ? Integer.compare(version, other.version)
        : number.compareTo(other.number);
  }

  /** The canonical text; of IPv6 that of RFC 5952. */
  @Override
  public String toString() {
    return version == 4 ? IpText.four(number) : IpText.six(number);
  }
}
