package cairn.http;

import cairn.common.CloudException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The decoded part of a URL after the question mark. Immutable. */
public final class Query {
  private final String raw;
  private final Map<String, List<String>> values;

  private Query(String raw, Map<String, List<String>> values) {
    this.raw = raw;
    this.values = values;
  }

  /**
   * Decodes it; a name without {@code =} has the empty value.
   *
   * @throws CloudException BAD_REQUEST when the percent-encoding is broken
   */
  public static Query parse(String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    if (!raw.isEmpty()) {
      for (var pair : raw.split("&")) {
        var equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (!name.isEmpty()) {
          values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
      }
    }
    return new Query(raw, values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "The query string is not well encoded.", "", e);
    }
  }

  /** The names that occur. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Whether the name occurs, with or without a value. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** All values of a name, in order. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The last value of a name. */
  public Optional<String> last(String name) {
    var all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /**
   * The last value of a name as a whole number of at least 0.
   *
   * @throws CloudException BAD_REQUEST, naming the parameter
   */
  public Optional<Integer> integer(String name) {
    return last(name)
        .map(text -> {
          if (!text.matches("\\d{1,9}")) {
            throw new CloudException(
                CloudException.Kind.BAD_REQUEST,
                "%s must be an integer that is not negative: %s".formatted(name, text));
          }
          return Integer.valueOf(text);
        });
  }

  /** The text as it came, without the question mark. */
  public String raw() {
    return raw;
  }
}
