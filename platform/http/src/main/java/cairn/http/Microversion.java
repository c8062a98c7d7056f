package cairn.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** A version of an API, such as 2.93. */
public record Microversion(int major, int minor) implements Comparable<Microversion> {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})\\.(0|[1-9]\\d{0,4})");

  /** The version that a literal of the program names. */
  public static Microversion of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
  }

  /** The version that a client names; empty when the text is none. */
  public static Optional<Microversion> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Microversion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether this is that version or a later one. */
  public boolean since(Microversion other) {
    return compareTo(other) >= 0;
  }

  /** Whether this is that version or a later one: {@code version.since(2, 47)}. */
  public boolean since(int otherMajor, int otherMinor) {
    return compareTo(new Microversion(otherMajor, otherMinor)) >= 0;
  }

  @Override
  public int compareTo(Microversion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
