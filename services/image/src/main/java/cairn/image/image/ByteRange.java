package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one part of a file that a request asks for (RFC 9110, section 14). Both ends are within. */
record ByteRange(long first, long last) {
  private static final Pattern BYTES =
      Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

  /**
   * Reads a {@code Range} header; empty when it is none that we serve, such as several ranges, and
   * the whole file is to be answered.
   *
   * @throws CloudException RANGE_NOT_SATISFIABLE when it lies behind the end
   */
  static Optional<ByteRange> parse(String header, long size) {
    var matcher = BYTES.matcher(header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      var count = Math.min(Long.parseLong(matcher.group(2)), size);
      return Optional.of(check(size - count, size - 1, size));
    }
    var first = Long.parseLong(matcher.group(1));
    var last =
        matcher.group(2).isEmpty()
            ? size - 1
            : Math.min(Long.parseLong(matcher.group(2)), size - 1);
    return !matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first
        ? Optional.empty()
        : Optional.of(check(first, last, size));
  }

  private static ByteRange check(long first, long last, long size) {
    if (first >= size || last < first) {
      throw new CloudException(
          Kind.RANGE_NOT_SATISFIABLE, "Invalid range: the image has %d bytes.".formatted(size));
    }
    return new ByteRange(first, last);
  }

  long length() {
    return last - first + 1;
  }
}
