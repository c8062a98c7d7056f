package cairn.network.wire;

import cairn.common.Id;
import cairn.network.address.IpAddress;
import cairn.sql.ListQuery;
import cairn.sql.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * By which attributes a noun's list may be filtered and sorted, and how that is said in SQL. The
 * expressions come from the noun's store, only values from callers. Immutable after its
 * declaration.
 */
public final class Filters {
  private interface Filter {
    void apply(ListQuery query, List<String> values);
  }

  private Listing listing;
  private final String table;
  private final Map<String, Filter> filters = new LinkedHashMap<>();

  private Filters(Listing listing, String table) {
    this.listing = listing;
    this.table = table;
  }

  /**
   * The list of a noun, with the filters that all nouns have.
   *
   * @param columns what SELECT has
   * @param from what FROM has
   * @param table the noun's alias in it
   */
  public static Filters of(String columns, String from, String table) {
    var filters = new Filters(Listing.of(columns, from, table + ".id"), table);
    return filters
        .uuid("id", "id")
        .text("project_id", "project_id")
        .text("tenant_id", "project_id")
        .text("description", "description")
        .number("revision_number", "revision")
        .time("created_at", "created_at")
        .time("updated_at", "updated_at");
  }

  /** Adds a text. */
  public Filters text(String name, String column) {
    return add(name, column, (query, values) -> query.in(table + "." + column, values));
  }

  /** Adds an id; a value that is none fits nothing. */
  public Filters uuid(String name, String column) {
    return add(
        name,
        column,
        (query, values) ->
            query.in(
                table + "." + column,
                values.stream().map(Id::parse).flatMap(Optional::stream).toList()));
  }

  /** Adds a truth value. */
  public Filters bool(String name, String column) {
    return add(
        name,
        column,
        (query, values) ->
            query.in(
                table + "." + column,
                values.stream()
                    .map(value ->
                        Input.truth(value)
                            .orElseThrow(() ->
                                NetworkErrors.badAttribute(
                                    name, "'%s' cannot be converted to boolean".formatted(value))))
                    .toList()));
  }

  /** Adds a whole number. */
  public Filters number(String name, String column) {
    return add(
        name,
        column,
        (query, values) ->
            query.in(
                table + "." + column,
                values.stream()
                    .filter(value -> value.matches("-?\\d{1,9}"))
                    .map(Integer::valueOf)
                    .toList()));
  }

  /** Adds an address of type inet, compared by its text without a prefix length. */
  public Filters address(String name, String column) {
    return add(
        name,
        column,
        (query, values) ->
            query.in(
                "host(%s.%s)".formatted(table, column),
                values.stream()
                    .map(value -> IpAddress.parse(value).map(IpAddress::toString).orElse(value))
                    .toList()));
  }

  private Filters time(String name, String column) {
    return add(
        name,
        column,
        (query, values) ->
            query.in(
                "to_char(%s.%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                    .formatted(table, column),
                values));
  }

  /** Adds the tag filters of {@code standard-attr-tag}. */
  public Filters tags() {
    filters.put("tags", (query, values) -> tags(query, "{t}.tags @> :{n}", values));
    filters.put("tags-any", (query, values) -> tags(query, "{t}.tags && :{n}", values));
    filters.put("not-tags", (query, values) -> tags(query, "NOT {t}.tags @> :{n}", values));
    filters.put("not-tags-any", (query, values) -> tags(query, "NOT {t}.tags && :{n}", values));
    return this;
  }

  private void tags(ListQuery query, String condition, List<String> values) {
    var name = "tags_" + Integer.toHexString(condition.hashCode());
    var tags = String.join(",", values).split(",");
    query.where(condition.replace("{t}", table).replace("{n}", name), name, List.of(tags));
  }

  /**
   * Adds a filter that is more than a comparison with a column.
   *
   * @param condition with {@code :parameter}, which gets the values as an array of text
   */
  public Filters where(String name, String condition, String parameter) {
    filters.put(name, (query, values) -> query.where(condition, parameter, values));
    return this;
  }

  /** The same with the values taken apart by the noun. */
  public Filters where(
      String name,
      String condition,
      String parameter,
      Function<List<String>, List<String>> conversion) {
    filters.put(
        name, (query, values) -> query.where(condition, parameter, conversion.apply(values)));
    return this;
  }

  private Filters add(String name, String column, Filter filter) {
    filters.put(name, filter);
    listing = listing.nullable(name, table + "." + column);
    return this;
  }

  /** A query of that list that the caller's scope can be added to. */
  public ListQuery query(ListRequest request) {
    var query = listing.query();
    for (var entry : request.filters().entrySet()) {
      var filter = filters.get(entry.getKey());
      if (filter == null) {
        throw NetworkErrors.badRequest(
            "['%s'] is invalid attribute for filtering".formatted(entry.getKey()));
      }
      filter.apply(query, entry.getValue());
    }
    for (var key : request.sortKeys()) {
      if (!listing.sortable(key)) {
        throw NetworkErrors.badRequest("['%s'] is invalid attribute for sort_keys".formatted(key));
      }
    }
    query.orderBy(request.sortKeys(), request.sortDirections());
    request
        .marker()
        .ifPresent(marker ->
            query.marker(
                Id.parse(marker)
                    .orElseThrow(() -> NetworkErrors.badRequest("Invalid marker: " + marker))));
    query.reverse(request.reverse());
    return request.limit() == 0 ? query : query.limit(request.limit());
  }
}
