package cairn.identity.wire;

import cairn.http.Query;
import cairn.sql.ListQuery;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keystone's filters of lists: {@code name=a}, {@code name__contains=a} and its relatives, truth
 * values in several spellings. Pure.
 */
public final class Filters {
  private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

  /** A page is never longer. */
  private static final int ROWS_MAX = 10_000;

  private Filters() {}

  /**
   * Adds what the query asks of texts.
   *
   * @param columns by the names that the wire has for them
   */
  public static ListQuery texts(ListQuery list, Query query, Map<String, String> columns) {
    columns.forEach((name, column) -> {
      list.equal(column, query.last(name).filter(value -> !value.isEmpty()));
      query.last(name + "__contains").ifPresent(value -> list.contains(column, value));
      query.last(name + "__startswith").ifPresent(value -> list.startsWith(column, value));
      query.last(name + "__endswith").ifPresent(value -> list.like(column, "%" + escape(value)));
      var lower = "lower(" + column + ")";
      query.last(name + "__iexact").ifPresent(value -> list.equal(lower, lower(value)));
      query.last(name + "__icontains").ifPresent(value -> list.contains(lower, lower(value)));
      query.last(name + "__istartswith").ifPresent(value -> list.startsWith(lower, lower(value)));
      query
          .last(name + "__iendswith")
          .ifPresent(value -> list.like(lower, "%" + escape(lower(value))));
    });
    return list;
  }

  /** Where to begin and how many, both if asked for. */
  public static ListQuery page(ListQuery list, Query query) {
    return list.marker(query.last("marker").filter(value -> !value.isEmpty()))
        .limit(Math.min(query.integer("limit").filter(n -> n > 0).orElse(ROWS_MAX), ROWS_MAX));
  }

  /** A truth value; without a text it is true. */
  public static Optional<Boolean> truth(Query query, String name) {
    return query.last(name).map(text -> !FALSE.contains(lower(text)));
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
