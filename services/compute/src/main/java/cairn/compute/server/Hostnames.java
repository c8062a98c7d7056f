package cairn.compute.server;

import java.util.Locale;

/** Host names made from what people call a server. */
final class Hostnames {
  private static final int LENGTH_MAX = 63;

  private Hostnames() {}

  /** A name that RFC 1123 allows, as near as can be; the fallback when nothing is left. */
  static String of(String name, String fallback) {
    var cleaned =
        name.replaceAll("[ _.]", "-")
            .replaceAll("[^\\p{Alnum}-]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("^-+|-+$", "");
    var cut = cleaned.substring(0, Math.min(cleaned.length(), LENGTH_MAX)).replaceAll("-+$", "");
    return cut.isEmpty() ? fallback : cut;
  }
}
