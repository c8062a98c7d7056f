package cairn.compute.wire;

import cairn.http.Query;
import cairn.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many at most, never above {@link #LIMIT_MAX}
 * @param marker the id after which the page begins
 */
public record Page(int limit, Optional<String> marker) {
  /** The largest page. */
  public static final int LIMIT_MAX = 1000;

  /**
   * Reads {@code limit} and {@code marker}.
   *
   * @throws cairn.common.CloudException BAD_REQUEST when the limit is no number from 0
   */
  public static Page of(Query query) {
    var limit = query.last("limit").map(Page::limit).orElse(LIMIT_MAX);
    return new Page(Math.min(limit, LIMIT_MAX), query.last("marker"));
  }

  private static int limit(String text) {
    if (text.matches("-\\d+")) {
      throw ComputeErrors.badRequest(
          "Invalid input for query parameters limit. Value: %s. limit must be positive"
              .formatted(text));
    }
    if (!text.matches("\\d{1,9}")) {
      throw ComputeErrors.badRequest(
          "Invalid input for query parameters limit. Value: %s. limit must be an integer"
              .formatted(text));
    }
    return Integer.parseInt(text);
  }

  /** Whether that many rows are the whole page, so that there may be another. */
  public boolean full(int rows) {
    return limit > 0 && rows == limit;
  }

  /** Writes {@code NAME_links} with the next page's address after a full page. */
  public <T> void links(
      JsonGenerator json, Request request, String name, List<T> rows, Function<T, String> marker) {
    linksNamed(json, request, name + "_links", rows, marker);
  }

  /** The same under a whole name. */
  public <T> void linksNamed(
      JsonGenerator json, Request request, String name, List<T> rows, Function<T, String> marker) {
    if (!full(rows.size())) {
      return;
    }
    var pairs = new ArrayList<String>();
    for (var key : request.query().names()) {
      if (!key.equals("marker")) {
        request.query().all(key).forEach(value -> pairs.add(key + "=" + encode(value)));
      }
    }
    pairs.add("marker=" + encode(marker.apply(rows.getLast())));
    json.writeArrayPropertyStart(name);
    Wire.link(json, "next", request.baseUrl() + request.path() + "?" + String.join("&", pairs));
    json.writeEndArray();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
