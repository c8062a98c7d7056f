package cairn.identity.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the blanks of an endpoint's URL: {@code $(project_id)s}, {@code %(tenant_id)s}, {@code
 * $(user_id)s} as Keystone knows them, and {@code $(base_url)s} for the address by which the client
 * reached us. Immutable.
 */
public final class UrlBlanks {
  /** What our own endpoints begin with. */
  public static final String BASE_URL = "$(base_url)s";

  private static final Pattern BLANK = Pattern.compile("[$%]\\(([a-z_]+)\\)s");

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

  /** Whether all blanks of the URL are known; endpoints with others are left out. */
  boolean fills(String url) {
    return BLANK.matcher(url).results().allMatch(blank -> values.containsKey(blank.group(1)));
  }

  String fill(String url) {
    return BLANK
        .matcher(url)
        .replaceAll(blank -> Matcher.quoteReplacement(values.getOrDefault(blank.group(1), "")));
  }
}
