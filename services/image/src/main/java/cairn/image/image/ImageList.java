package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Id;
import cairn.http.Query;
import cairn.policy.Caller;
import cairn.sql.ListPage;
import cairn.sql.ListQuery;
import cairn.sql.Listing;
import cairn.sql.Transaction;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A list of images as a query string asks for it. */
final class ImageList {
  static final int LIMIT_DEFAULT = 25;
  static final int LIMIT_MAX = 1000;

  private static final Map<String, String> TEXTS =
      Map.of(
          "name", "image.name",
          "owner", "image.owner",
          "checksum", "image.checksum",
          "os_hash_value", "image.sha512",
          "container_format", "image.container_format",
          "disk_format", "image.disk_format");
  private static final Map<String, String> NUMBERS =
      Map.of("min_ram", "image.min_ram_mib", "min_disk", "image.min_disk_gib");
  private static final Map<String, String> TIMES =
      Map.of("created_at", "image.created_at", "updated_at", "image.updated_at");
  private static final Map<String, String> COMPARISONS =
      Map.of("gt", ">", "gte", ">=", "lt", "<", "lte", "<=", "eq", "=", "neq", "<>");
  private static final Set<String> OWN =
      Set.of(
          "limit", "marker", "sort", "sort_key", "sort_dir", "tag", "member_status", "visibility");

  private final Query query;
  private final ListQuery list;
  private int parameters;

  private ImageList(Query query, ListQuery list) {
    this.query = query;
    this.list = list;
  }

  /** How many images a page may have. */
  static int limit(Query query) {
    return Math.min(query.integer("limit").orElse(LIMIT_DEFAULT), LIMIT_MAX);
  }

  /** The page that the query asks for, of the images that the caller may see. */
  static ListPage<Image> page(Transaction tx, Caller caller, Query query) {
    var list = new ImageList(query, ImageStore.LISTING.query());
    list.scope(caller);
    list.filter();
    list.sort();
    query
        .last("marker")
        .ifPresent(text ->
            list.list.marker(
                Id.parse(text)
                    .orElseThrow(() ->
                        new CloudException(
                            Kind.BAD_REQUEST, "Marker %s could not be found.".formatted(text)))));
    return list.list.limit(limit(query)).page(tx, ImageStore::image);
  }

  /** What the caller sees at all, and of that what the visibility asked for leaves. */
  private void scope(Caller caller) {
    var asked = query.last("visibility").filter(word -> !word.equals("all"));
    var visibility =
        asked.map(word ->
            Visibility.parse(word)
                .orElseThrow(() ->
                    new CloudException(Kind.BAD_REQUEST, "Invalid visibility value: " + word)));
    visibility.ifPresent(value -> list.equal("image.visibility", value));
    var answer = query.last("member_status").orElse("accepted");
    if (!Set.of("pending", "accepted", "rejected", "all").contains(answer)) {
      throw new CloudException(Kind.BAD_REQUEST, "Invalid status value: " + answer);
    }
    if (!caller.hasRole("admin")) {
      list.scope(ImageStore.VISIBLE)
          .bind("project", caller.projectId().orElse(""))
          .bind("answer", answer.toUpperCase(Locale.ROOT));
      if (query.last("visibility").isEmpty()) {
        list.where("image.visibility <> 'COMMUNITY' OR image.owner = :project");
      }
    }
  }

  private void filter() {
    for (var name : query.names()) {
      if (!OWN.contains(name)) {
        var value = query.last(name).orElse("");
        filter(name, value);
      }
    }
    if (!query.has("os_hidden")) {
      list.equal("image.hidden", false);
    }
    for (var tag : query.all("tag")) {
      list.where("image.tags @> ARRAY[:%s::text]".formatted(next()), last(), tag);
    }
  }

  private void filter(String name, String value) {
    if (TEXTS.containsKey(name)) {
      list.in(TEXTS.getOrDefault(name, ""), several(value));
    } else if (NUMBERS.containsKey(name)) {
      list.equal(NUMBERS.getOrDefault(name, ""), (int) number(name, value));
    } else if (TIMES.containsKey(name)) {
      time(TIMES.getOrDefault(name, ""), value);
    } else {
      switch (name) {
        case "id" -> list.in("image.id", several(value).stream().flatMap(ImageList::uuid).toList());
        case "status" ->
            list.in("image.status", several(value).stream().map(this::status).toList());
        case "protected" -> list.equal("image.protected", bool(name, value));
        case "os_hidden" -> list.equal("image.hidden", bool(name, value));
        case "size" -> list.where("image.size_bytes = :size", "size", number(name, value));
        case "size_min" ->
            list.where("image.size_bytes >= :size_min", "size_min", number(name, value));
        case "size_max" ->
            list.where("image.size_bytes BETWEEN 0 AND :size_max", "size_max", number(name, value));
        default -> property(name, value);
      }
    }
  }

  private void property(String name, String value) {
    list.where("image.properties ->> :%s::text = :%s_value".formatted(next(), last()), last(), name)
        .bind(last() + "_value", value);
  }

  private String next() {
    parameters++;
    return last();
  }

  private String last() {
    return "filter_" + parameters;
  }

  private static java.util.stream.Stream<UUID> uuid(String text) {
    return Id.parse(text).stream();
  }

  private ImageStatus status(String word) {
    return Arrays.stream(ImageStatus.values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new CloudException(Kind.BAD_REQUEST, "Invalid status value: " + word));
  }

  /** {@code in:a,b}, with quotes around values that have commas, or one value. */
  private static List<String> several(String value) {
    if (!value.startsWith("in:")) {
      return List.of(value);
    }
    var values = new ArrayList<String>();
    var quoted = false;
    var current = new StringBuilder();
    for (var c : value.substring("in:".length()).toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(current.toString());
        current.setLength(0);
      } else {
        current.append(c);
      }
    }
    if (quoted) {
      throw new CloudException(Kind.BAD_REQUEST, "Unbalanced quotes in filter: " + value);
    }
    values.add(current.toString());
    return values;
  }

  private static long number(String name, String value) {
    if (!value.matches("\\d{1,18}")) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Invalid value for %s filter: %s".formatted(name, value));
    }
    return Long.parseLong(value);
  }

  private static boolean bool(String name, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "t", "yes", "on" -> true;
      case "false", "0", "f", "no", "off" -> false;
      default ->
          throw new CloudException(
              Kind.BAD_REQUEST, "Invalid value for %s filter: %s".formatted(name, value));
    };
  }

  private void time(String column, String value) {
    var colon = value.indexOf(':');
    var known = colon > 0 ? COMPARISONS.get(value.substring(0, colon)) : null;
    var operator = known == null ? "=" : known;
    var text = known == null ? value : value.substring(colon + 1);
    list.where(
        "date_trunc('second', %s) %s :%s".formatted(column, operator, next()),
        last(),
        instant(text));
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException again) {
        throw new CloudException(Kind.BAD_REQUEST, "Invalid time: " + text, "", again);
      }
    }
  }

  private void sort() {
    var both = query.last("sort");
    if (both.isPresent()) {
      if (query.has("sort_key") || query.has("sort_dir")) {
        throw new CloudException(Kind.BAD_REQUEST, "Old and new sorting syntax cannot be combined");
      }
      for (var part : both.get().split(",")) {
        var words = part.strip().split(":", 2);
        list.orderBy(words[0], direction(words.length == 2 ? words[1] : "desc"));
      }
      return;
    }
    var keys = query.has("sort_key") ? query.all("sort_key") : List.of("created_at");
    var directions = query.all("sort_dir");
    if (directions.size() > 1 && directions.size() != keys.size()) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Number of sort dirs does not match the number of sort keys");
    }
    for (var i = 0; i < keys.size(); i++) {
      var word = directions.isEmpty() ? "desc" : directions.get(directions.size() == 1 ? 0 : i);
      list.orderBy(keys.get(i), direction(word));
    }
  }

  private static Listing.Direction direction(String word) {
    return Listing.Direction.parse(word);
  }
}
