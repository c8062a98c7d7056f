package cairn.network.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Addresses from the first to the last, both among them. */
public record IpRange(IpAddress first, IpAddress last) {
  /** Refuses a range that is empty or of two versions. */
  public IpRange {
    if (first.version() != last.version() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("not a range: " + first + "-" + last);
    }
  }

  /** The number of addresses. */
  public BigInteger size() {
    return last.number().subtract(first.number()).add(BigInteger.ONE);
  }

  public boolean contains(IpAddress address) {
    return address.version() == first.version()
        && first.compareTo(address) <= 0
        && address.compareTo(last) <= 0;
  }

  public boolean overlaps(IpRange other) {
    return contains(other.first) || other.contains(first);
  }

  /** What is left of it without one address: none, one or two ranges. */
  public List<IpRange> without(IpAddress address) {
    if (!contains(address)) {
      return List.of(this);
    }
    var rest = new ArrayList<IpRange>();
    if (address.compareTo(first) > 0) {
      rest.add(new IpRange(first, address.plus(-1)));
    }
    if (address.compareTo(last) < 0) {
      rest.add(new IpRange(address.plus(1), last));
    }
    return rest;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
