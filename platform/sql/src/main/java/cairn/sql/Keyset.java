package cairn.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order of a list and the condition for being behind its marker's row in that order. A column
 * that may be NULL counts as two keys, whether there is a value and the value.
 */
record Keyset(List<Key> keys) {
  record Order(Listing.Column column, Listing.Direction direction) {}

  record Key(String expression, boolean nullable, boolean ascending) {}

  static Keyset of(List<Order> orders, String unique, boolean reverse) {
    var keys = new ArrayList<Key>();
    var ascending = true;
    var tied = true;
    for (var order : orders) {
      var expression = order.column().expression();
      ascending = order.direction() == Listing.Direction.ASCENDING;
      if (order.column().nullable()) {
        keys.add(new Key("(" + expression + " IS NOT NULL)", false, ascending != reverse));
      }
      keys.add(new Key(expression, order.column().nullable(), ascending != reverse));
      if (expression.equals(unique)) {
        tied = false;
        break;
      }
    }
    if (tied) {
      keys.add(new Key(unique, false, ascending != reverse));
    }
    return new Keyset(List.copyOf(keys));
  }

  String orderBy() {
    return keys.stream()
        .map(key -> key.expression() + (key.ascending() ? " ASC" : " DESC"))
        .collect(Collectors.joining(", "));
  }

  /** The select list of the marker's own values. */
  String values() {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> keys.get(i).expression() + " AS k" + i)
        .collect(Collectors.joining(", "));
  }

  String behindMarker() {
    var simple =
        keys.stream().noneMatch(Key::nullable)
            && keys.stream().map(Key::ascending).distinct().count() == 1;
    return simple ? byRow() : byKey();
  }

  /** The form that can use an index. */
  private String byRow() {
    return "(%s) %s (SELECT %s FROM list_marker)"
        .formatted(
            keys.stream().map(Key::expression).collect(Collectors.joining(", ")),
            keys.getFirst().ascending() ? ">" : "<",
            IntStream.range(0, keys.size())
                .mapToObj(i -> "k" + i)
                .collect(Collectors.joining(", ")));
  }

  private String byKey() {
    var terms = new ArrayList<String>();
    var before = new StringBuilder();
    for (var i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      var value = "(SELECT k" + i + " FROM list_marker)";
      terms.add(before + key.expression() + (key.ascending() ? " > " : " < ") + value);
      before
          .append(key.expression())
          .append(key.nullable() ? " IS NOT DISTINCT FROM " : " = ")
          .append(value)
          .append(" AND ");
    }
    return "(" + String.join(") OR (", terms) + ")";
  }
}
