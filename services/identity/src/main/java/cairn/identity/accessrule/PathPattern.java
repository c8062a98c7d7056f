package cairn.identity.accessrule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Paths with blanks (keystonemiddleware, {@code keystonemiddleware/auth_token/__init__.py}): {@code
 * {name}} and {@code *} stand for a part between slashes, {@code **} for any parts. Safe for many
 * threads.
 */
final class PathPattern {
  private static final Pattern TOKEN =
      Pattern.compile("(?<one>\\{[^}]*\\}|(?<!\\*)\\*(?!\\*))|(?<any>\\*\\*)");

  private static final int KNOWN_MAX = 10_000;

  /** The patterns seen so far, compiled; forgotten when they become too many. */
  private static final Map<String, Pattern> KNOWN = new ConcurrentHashMap<>();

  private PathPattern() {}

  static boolean matches(String pattern, String path) {
    if (KNOWN.size() > KNOWN_MAX) {
      KNOWN.clear();
    }
    return KNOWN.computeIfAbsent(pattern, PathPattern::compile).matcher(path).matches();
  }

  private static Pattern compile(String pattern) {
    var regex = new StringBuilder();
    var matcher = TOKEN.matcher(pattern);
    var from = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(pattern.substring(from, matcher.start())));
      regex.append(matcher.group("any") == null ? "[^/]+" : ".*");
      from = matcher.end();
    }
    regex.append(Pattern.quote(pattern.substring(from)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
