package cairn.network.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How addresses are read and written. */
final class IpText {
  private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int GROUPS = 8;

  private IpText() {}

  static Optional<BigInteger> four(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    var number = 0L;
    for (var part : parts) {
      if (!OCTET.matcher(part).matches() || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      number = number << 8 | Integer.parseInt(part);
    }
    return Optional.of(BigInteger.valueOf(number));
  }

  static String four(BigInteger number) {
    var bits = number.longValue();
    return "%d.%d.%d.%d".formatted(bits >> 24, bits >> 16 & 255, bits >> 8 & 255, bits & 255);
  }

  static Optional<BigInteger> six(String text) {
    var gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    var head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    var tail = groups(gap < 0 ? "" : text.substring(gap + 2), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    var missing = GROUPS - head.get().size() - tail.get().size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    var number = BigInteger.ZERO;
    for (var group : head.get()) {
      number = number.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    number = number.shiftLeft(16 * missing);
    for (var group : tail.get()) {
      number = number.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return Optional.of(number);
  }

  /** The groups of a run without a gap; only the last may be a dotted quad. */
  private static Optional<List<Integer>> groups(String run, boolean last) {
    var groups = new ArrayList<Integer>();
    if (run.isEmpty()) {
      return Optional.of(groups);
    }
    var parts = run.split(":", -1);
    for (var i = 0; i < parts.length; i++) {
      var quad = last && i == parts.length - 1 && parts[i].contains(".") ? four(parts[i]) : NONE;
      if (quad.isPresent()) {
        groups.add(quad.get().shiftRight(16).intValue());
        groups.add(quad.get().intValue() & 0xffff);
      } else if (GROUP.matcher(parts[i]).matches()) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  private static final Optional<BigInteger> NONE = Optional.empty();

  static String six(BigInteger number) {
    var groups = new int[GROUPS];
    for (var i = 0; i < GROUPS; i++) {
      groups[i] = number.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff;
    }
    // The longest run of at least two zero groups, the first of equals, becomes "::" (RFC 5952).
    var start = -1;
    var length = 1;
    for (var i = 0; i < GROUPS; i++) {
      var end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    var text = new StringBuilder();
    for (var i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
