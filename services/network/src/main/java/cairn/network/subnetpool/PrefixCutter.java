package cairn.network.subnetpool;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Cuts ranges out of ranges. Pure. */
final class PrefixCutter {
  private PrefixCutter() {}

  /** The lowest range of that length within the prefixes that overlaps nothing taken. */
  static Optional<Cidr> firstFree(List<Cidr> prefixes, List<Cidr> taken, int length) {
    var order = Comparator.comparing(Cidr::first);
    var sorted = taken.stream().sorted(order).toList();
    for (var prefix : prefixes.stream().sorted(order).toList()) {
      var free = firstFree(prefix, sorted, length);
      if (free.isPresent()) {
        return free;
      }
    }
    return Optional.empty();
  }

  private static Optional<Cidr> firstFree(Cidr prefix, List<Cidr> taken, int length) {
    if (length < prefix.prefix()) {
      return Optional.empty();
    }
    var candidate = Cidr.of(prefix.first(), length);
    for (var other : taken) {
      if (candidate.overlaps(other)) {
        var next = behind(other.last(), length);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        candidate = next.get();
      }
    }
    return prefix.contains(candidate) ? Optional.of(candidate) : Optional.empty();
  }

  /** The first range of that length that begins behind an address. */
  private static Optional<Cidr> behind(IpAddress address, int length) {
    var bits = IpAddress.bits(address.version());
    var size = BigInteger.ONE.shiftLeft(bits - length);
    var number = address.number().add(size).divide(size).multiply(size);
    return number.bitLength() > bits
        ? Optional.empty()
        : Optional.of(new Cidr(new IpAddress(address.version(), number), length));
  }

  /** The same addresses in as few ranges as can be, lowest first. */
  static List<Cidr> compact(List<Cidr> ranges) {
    var result = new ArrayList<Cidr>();
    var sorted =
        ranges.stream()
            .sorted(Comparator.comparing(Cidr::first).thenComparingInt(Cidr::prefix))
            .toList();
    for (var range : sorted) {
      if (!result.isEmpty() && result.getLast().contains(range)) {
        continue;
      }
      result.add(range);
      joinLast(result);
    }
    return List.copyOf(result);
  }

  private static void joinLast(List<Cidr> ranges) {
    while (ranges.size() > 1) {
      var last = ranges.getLast();
      var before = ranges.get(ranges.size() - 2);
      var both = Cidr.of(before.first(), Math.max(before.prefix() - 1, 0));
      if (before.prefix() != last.prefix()
          || before.prefix() == 0
          || !both.first().equals(before.first())
          || !both.contains(last)) {
        return;
      }
      ranges.removeLast();
      ranges.set(ranges.size() - 1, both);
    }
  }
}
