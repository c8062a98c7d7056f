package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A noun's list as data: what is selected, by which columns it may be sorted, and the unique column
 * that breaks ties and that a marker names. Immutable; a store keeps one as a constant and starts a
 * {@link ListQuery} from it for each request.
 *
 * <pre>{@code
 * static final Listing LISTING =
 *     Listing.of("p.id, p.name, p.device_id", "port p", "p.id")
 *         .sort("id", "p.id")
 *         .sort("name", "p.name")
 *         .nullable("device_id", "p.device_id");
 *
 * LISTING.query()
 *     .scope("p.project_id = :project", "project", project)
 *     .equal("p.name", name)
 *     .orderBy("name", Direction.ASCENDING)
 *     .marker(marker).limit(100)
 *     .page(tx, PortStore::port);
 * }</pre>
 */
public final class Listing {
  /** A sort key's way. */
  public enum Direction {
    ASCENDING,
    DESCENDING;

    /** Reads {@code asc} or {@code desc}, in either case; other text is a BAD_REQUEST. */
    public static Direction parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "asc" -> ASCENDING;
        case "desc" -> DESCENDING;
        default -> throw new CloudException(Kind.BAD_REQUEST, "Unknown sort direction: " + text);
      };
    }

    Direction reversed() {
      return this == ASCENDING ? DESCENDING : ASCENDING;
    }
  }

  record Column(String expression, boolean nullable) {}

  private final String select;
  private final String from;
  private final String key;
  private final Map<String, Column> columns;

  private Listing(String select, String from, String key, Map<String, Column> columns) {
    this.select = select;
    this.from = from;
    this.key = key;
    this.columns = columns;
  }

  /**
   * A list.
   *
   * @param select the columns, without the word SELECT
   * @param from the tables with their joins, without the word FROM; a whole query goes in brackets
   * @param key the unique, never NULL column that a marker names
   */
  public static Listing of(String select, String from, String key) {
    return new Listing(select, from, key, Map.of());
  }

  /** Lets callers sort by this name, for this column, which is never NULL. */
  public Listing sort(String name, String column) {
    return with(name, new Column(column, false));
  }

  /** Lets callers sort by this name; rows where the column is NULL come first when ascending. */
  public Listing nullable(String name, String column) {
    return with(name, new Column(column, true));
  }

  private Listing with(String name, Column column) {
    var copy = new LinkedHashMap<>(columns);
    copy.put(name, column);
    return new Listing(select, from, key, Map.copyOf(copy));
  }

  /** Whether callers may sort by this name. */
  public boolean sortable(String name) {
    return columns.containsKey(name);
  }

  /** Starts a request's query. */
  public ListQuery query() {
    return new ListQuery(this);
  }

  /** Statements as its queries will be, so that a test can prepare them: each sort, with marker. */
  public List<String> samples() {
    var samples = new ArrayList<String>();
    samples.add(query().text());
    for (var name : columns.keySet()) {
      samples.add(query().orderBy(name, Direction.DESCENDING).marker("").text());
    }
    return samples;
  }

  /** The whole without conditions. */
  String statement() {
    return "SELECT " + select + " FROM " + from;
  }

  String from() {
    return from;
  }

  String key() {
    return key;
  }

  Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }
}
