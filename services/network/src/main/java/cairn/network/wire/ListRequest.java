package cairn.network.wire;

import cairn.http.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a list request asks for, as it stands in the query.
 *
 * @param filters attribute to the values of which one must fit
 * @param sortKeys attributes to sort by, the first first
 * @param sortDirections one for each of them
 * @param marker the id of the last item that the client has
 * @param limit the size of the page; 0 is no limit
 * @param reverse whether the page before the marker is asked for
 */
public record ListRequest(
    Map<String, List<String>> filters,
    List<String> sortKeys,
    List<String> sortDirections,
    Optional<String> marker,
    int limit,
    boolean reverse) {
  private static final Set<String> OTHER =
      Set.of("fields", "limit", "marker", "sort_key", "sort_dir", "page_reverse");

  /** Everything. */
  public static final ListRequest ALL =
      new ListRequest(Map.of(), List.of(), List.of(), Optional.empty(), 0, false);

  static ListRequest of(Query query) {
    var filters = new LinkedHashMap<String, List<String>>();
    for (var name : query.names()) {
      if (!OTHER.contains(name)) {
        filters.put(name, query.all(name));
      }
    }
    var keys = query.all("sort_key").stream().filter(key -> !key.isEmpty()).toList();
    var directions = query.all("sort_dir").stream().filter(way -> !way.isEmpty()).toList();
    if (keys.size() != directions.size()) {
      throw NetworkErrors.badRequest("The number of sort_keys and sort_dirs must be same");
    }
    for (var direction : directions) {
      if (!direction.equals("asc") && !direction.equals("desc")) {
        throw NetworkErrors.badRequest(
            "['%s'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'"
                .formatted(direction));
      }
    }
    return new ListRequest(
        filters,
        keys,
        directions,
        query.last("marker").filter(marker -> !marker.isEmpty()),
        limit(query.last("limit").orElse("0")),
        query.last("page_reverse").flatMap(Input::truth).orElse(false));
  }

  private static int limit(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw NetworkErrors.badRequest(
          "BadRequest",
          "Bad limit request: Limit must be an integer 0 or greater and not '%s'.".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
