package cairn.identity.catalog;

import java.util.Optional;

/**
 * Fills the blanks of an endpoint's URL: {@code $(project_id)s}, {@code %(tenant_id)s}, {@code
 * $(user_id)s} as Keystone knows them, and {@code $(base_url)s} for the address by which the client
 * reached us. Immutable.
 */
public record UrlBlanks(String baseUrl, String userId, Optional<String> projectId) {
  /** What our own endpoints begin with. */
  public static final String BASE_URL = "$(base_url)s";

  /** What the blanks are for a token. */
  public static UrlBlanks of(String baseUrl, String userId, Optional<String> projectId) {
    return new UrlBlanks(baseUrl, userId, projectId);
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
      var value = value(url.substring(at + 2, end));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(value.get());
      at = end + 2;
    }
    return Optional.of(text.toString());
  }

  private Optional<String> value(String name) {
    return switch (name) {
      case "base_url" -> Optional.of(baseUrl);
      case "user_id" -> Optional.of(userId);
      case "project_id", "tenant_id" -> projectId;
      default -> Optional.empty();
    };
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
