package cairn.ovn.ovsdb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A column's type in a schema (RFC 7047 section 3.2).
 *
 * @param key the atomic type of a set's members or a map's keys
 * @param value the atomic type of a map's values; empty in a set
 * @param min least number of members
 * @param max greatest number of members
 */
record ColumnType(String key, Optional<String> value, int min, int max) {
  static ColumnType read(JsonNode type) {
    if (type.isString()) {
      return new ColumnType(type.asString(), Optional.empty(), 1, 1);
    }
    var value = Optional.ofNullable(type.get("value")).map(ColumnType::base);
    var max = type.path("max");
    return new ColumnType(
        base(type.get("key")),
        value,
        type.path("min").asInt(1),
        max.isString() ? Integer.MAX_VALUE : max.asInt(1));
  }

  private static String base(JsonNode base) {
    return base.isString() ? base.asString() : base.path("type").asString();
  }

  boolean isMap() {
    return value.isPresent();
  }

  /** What a column holds that a message leaves out. */
  Datum initial() {
    if (isMap()) {
      return new Datum.Pairs(Map.of());
    }
    return min == 0 ? Datum.empty() : new Datum.Atoms(Set.of(initialAtom()));
  }

  private Object initialAtom() {
    return switch (key) {
      case "integer" -> 0L;
      case "real" -> 0.0;
      case "boolean" -> false;
      case "uuid" -> new UUID(0, 0);
      default -> "";
    };
  }

  /** Applies the difference of an update2 notification (ovsdb-server(7), section 4.1.14). */
  Datum modified(Datum before, Datum difference) {
    if (max == 1 && !isMap()) {
      return difference;
    }
    return switch (difference) {
      case Datum.Atoms(var toggled) when before instanceof Datum.Atoms(var values) -> {
        var result = new HashSet<>(values);
        for (var atom : toggled) {
          if (!result.remove(atom)) {
            result.add(atom);
          }
        }
        yield new Datum.Atoms(result);
      }
      case Datum.Pairs(var changed) when before instanceof Datum.Pairs(var entries) -> {
        var result = new HashMap<>(entries);
        changed.forEach((entry, atom) -> {
          if (!result.remove(entry, atom)) {
            result.put(entry, atom);
          }
        });
        yield new Datum.Pairs(result);
      }
      default -> difference;
    };
  }
}
