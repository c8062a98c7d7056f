package cairn.identity.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * Fills the blanks of an endpoint's URL: {@code $(project_id)s}, {@code %(tenant_id)s}, {@code
 * $(user_id)s} as Keystone knows them, and {@code $(base_url)s} for the address by which the client
 * reached us. Immutable.
 */
public final class UrlBlanks {
  /** What our own endpoints begin with. */
  public static final String BASE_URL = "$(base_url)s";

  private final Map<String, String> values;

  private UrlBlanks(Map<String, String> values) {
    this.values = values;
  }

  /** What the blanks are for a token. */
  public static UrlBlanks of(String baseUrl, String userId, Optional<String> projectId) {
    return new UrlBlanks(
        projectId
            .map(id ->
                Map.of("base_url", baseUrl, "user_id", userId, "project_id", id, "tenant_id", id))
            .orElse(Map.of("base_url", baseUrl, "user_id", userId)));
  }

  /** The project that the token is for. */
  Optional<String> projectId() {
    return Optional.ofNullable(values.get("project_id"));
  }

  /** Only the address: what an administrator sees of an endpoint's URL. */
  public static String withBase(String url, String baseUrl) {
    return url.replace(BASE_URL, baseUrl);
  }

  /** The URL with its blanks filled; empty where one is unknown: such endpoints are left out. */
  Optional<String> fill(String url) {
    var text = new StringBuilder(url.length() + 32);
    var at = 0;
    while (at < url.length()) {
      var end = blankEnd(url, at);
      if (end < 0) {
        text.append(url.charAt(at));
        at++;
        continue;
      }
      var value = values.get(url.substring(at + 2, end));
      if (value == null) {
        return Optional.empty();
      }
      text.append(value);
      at = end + 2;
    }
    return Optional.of(text.toString());
  }

  /** Where the name of the blank ends that begins here; -1 where none does. */
  private static int blankEnd(String url, int at) {
    if ((url.charAt(at) != '$' && url.charAt(at) != '%') || !url.startsWith("(", at + 1)) {
      return -1;
    }
    var end = at + 2;
    while (end < url.length() && (url.charAt(end) == '_' || isLetter(url.charAt(end)))) {
      end++;
    }
    return end > at + 2 && url.startsWith(")s", end) ? end : -1;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
