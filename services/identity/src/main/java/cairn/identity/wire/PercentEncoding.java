package cairn.identity.wire;

import java.nio.charset.StandardCharsets;

/** Percent-encoding as signatures want it: all but RFC 3986's unreserved characters. Pure. */
public final class PercentEncoding {
  private static final String UNRESERVED = "-._~";

  private PercentEncoding() {}

  /** The text in UTF-8, encoded. */
  public static String encode(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (var unit : text.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (unit & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
