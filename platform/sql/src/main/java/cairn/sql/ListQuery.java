package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request's view of a {@link Listing}: filters, order, and a page. The page costs one
 * statement, and one more only when it is empty behind a marker, to tell an end from a marker that
 * names nothing. Column names are the program's own; only values come from callers. Not for several
 * threads.
 */
public final class ListQuery {
  private final Listing listing;
  private final List<String> scopes = new ArrayList<>();
  private final List<String> filters = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Keyset.Order> orders = new ArrayList<>();
  private Optional<Object> marker = Optional.empty();
  private boolean reverse;
  private boolean recalled;
  private int limit = Integer.MAX_VALUE - 1;

  ListQuery(Listing listing) {
    this.listing = listing;
  }

  /** A condition that the marker's row must meet as well: what the caller may see at all. */
  public ListQuery scope(String condition) {
    scopes.add(condition);
    return this;
  }

  /** A scope with a parameter, which has that name in the condition. */
  public ListQuery scope(String condition, String name, Object value) {
    values.put(name, value);
    return scope(condition);
  }

  /** A condition. */
  public ListQuery where(String condition) {
    filters.add(condition);
    return this;
  }

  /** A condition with a parameter, which has that name in the condition. */
  public ListQuery where(String condition, String name, Object value) {
    values.put(name, value);
    return where(condition);
  }

  /** One more parameter for the conditions. */
  public ListQuery bind(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Rows with that value; an empty optional filters nothing. */
  public ListQuery equal(String column, Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(some -> equal(column, some)).orElse(this)
        : where(column + " = :" + add(value));
  }

  /** Rows with one of the values; none match an empty collection. */
  public ListQuery in(String column, Collection<?> some) {
    return where(column + " = ANY(:" + add(some) + ")");
  }

  /** Rows like an SQL pattern ({@code %} and {@code _}). */
  public ListQuery like(String column, String pattern) {
    return where(column + " LIKE :" + add(pattern));
  }

  /** Rows that contain the text, taken literally. */
  public ListQuery contains(String column, String text) {
    return like(column, "%" + escape(text) + "%");
  }

  /** Rows that begin with the text, taken literally. */
  public ListQuery startsWith(String column, String text) {
    return like(column, escape(text) + "%");
  }

  /**
   * Sorts by this name, after those given before.
   *
   * @throws CloudException BAD_REQUEST when the list cannot be sorted by it
   */
  public ListQuery orderBy(String name, Listing.Direction direction) {
    var column =
        listing
            .column(name)
            .orElseThrow(() -> new CloudException(Kind.BAD_REQUEST, "Unknown sort key: " + name));
    orders.add(new Keyset.Order(column, direction));
    return this;
  }

  /**
   * Sorts by names and directions as a request gives them: directions that are missing are
   * ascending, or all like the only one.
   *
   * @throws CloudException BAD_REQUEST for an unknown name or direction, or too many directions
   */
  public ListQuery orderBy(List<String> names, List<String> directions) {
    if (directions.size() > names.size() && !names.isEmpty()) {
      throw new CloudException(Kind.BAD_REQUEST, "There are more sort directions than sort keys.");
    }
    for (var i = 0; i < names.size(); i++) {
      var text =
          directions.size() == 1
              ? directions.get(0)
              : i < directions.size() ? directions.get(i) : "asc";
      orderBy(names.get(i), Listing.Direction.parse(text));
    }
    return this;
  }

  /** Begins behind the row with this key, of the key column's own type; empty at the start. */
  public ListQuery marker(Object key) {
    marker = key instanceof Optional<?> optional ? optional.map(some -> some) : Optional.of(key);
    return this;
  }

  /** Reads towards the start: the page that ends before the marker, in the usual order. */
  public ListQuery reverse(boolean towardsStart) {
    reverse = towardsStart;
    return this;
  }

  /** Lets the page come out of memory, as {@link Query#recalled} has it. */
  public ListQuery recalled() {
    recalled = true;
    return this;
  }

  /** At most so many rows; at least 0. */
  public ListQuery limit(int rows) {
    limit = Math.clamp(rows, 0, Integer.MAX_VALUE - 1);
    return this;
  }

  /**
   * Reads the page.
   *
   * @throws CloudException BAD_REQUEST when the marker names no row within the scope
   */
  public <T> ListPage<T> page(Transaction transaction, Function<Row, T> mapper) {
    var query = transaction.sql(text());
    values.forEach(query::bind);
    marker.ifPresent(value -> query.bind("list_marker", value));
    if (recalled) {
      query.recalled();
    }
    var rows = query.bind("list_limit", limit + 1L).list(mapper);
    if (rows.isEmpty() && marker.isPresent()) {
      checkMarker(transaction, marker.get());
    }
    var more = rows.size() > limit;
    var items = more ? rows.subList(0, limit) : rows;
    return new ListPage<>(reverse ? items.reversed() : items, more);
  }

  /** The number of rows that the filters leave, whatever the page. */
  public long count(Transaction transaction) {
    var conditions = new ArrayList<>(scopes);
    conditions.addAll(filters);
    var query = transaction.sql("SELECT count(*) AS n FROM " + listing.from() + and(conditions));
    values.forEach(query::bind);
    return query.one(row -> row.longInteger("n"));
  }

  private void checkMarker(Transaction transaction, Object key) {
    var text = "SELECT 1 FROM " + listing.from() + and(markerScope());
    var query = transaction.sql(text);
    values.forEach((name, value) -> query.bindIfNamed(name, value));
    if (!query.bind("list_marker", key).exists()) {
      throw new CloudException(Kind.BAD_REQUEST, "The marker " + key + " could not be found.");
    }
  }

  private List<String> markerScope() {
    var conditions = new ArrayList<>(scopes);
    conditions.add(listing.key() + " = :list_marker");
    return conditions;
  }

  String text() {
    var keyset = Keyset.of(orders, listing.key(), reverse);
    var conditions = new ArrayList<>(scopes);
    conditions.addAll(filters);
    var with = "";
    if (marker.isPresent()) {
      with =
          "WITH list_marker AS (SELECT %s FROM %s%s) "
              .formatted(keyset.values(), listing.from(), and(markerScope()));
      conditions.add(keyset.behindMarker());
    }
    return "%s%s%s ORDER BY %s LIMIT :list_limit"
        .formatted(with, listing.statement(), and(conditions), keyset.orderBy());
  }

  private String add(Object value) {
    var name = "list_" + values.size();
    values.put(name, value);
    return name;
  }

  private static String and(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
