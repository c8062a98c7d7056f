package cairn.ovn.ovsdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The value of one column: a set of atoms (a scalar is a set of one, an absent optional an empty
 * one) or a map of atoms. Equal content makes equal values, whatever form it had on the wire. Atoms
 * are String, Long, Double, Boolean and UUID.
 */
public sealed interface Datum {
  /** No value, in a column that is optional or a set. */
  static Datum empty() {
    return new Atoms(Set.of());
  }

  /** A scalar, an optional or a set. */
  record Atoms(Set<Object> values) implements Datum {
    public Atoms {
      values = Set.copyOf(values);
    }
  }

  /** A map. */
  record Pairs(Map<Object, Object> entries) implements Datum {
    public Pairs {
      entries = Map.copyOf(entries);
    }
  }

  static Datum of(String value) {
    return new Atoms(Set.of(value));
  }

  static Datum of(long value) {
    return new Atoms(Set.of(value));
  }

  static Datum of(boolean value) {
    return new Atoms(Set.of(value));
  }

  static Datum of(UUID value) {
    return new Atoms(Set.of(value));
  }

  /** The value, or an absent one. */
  static Datum ofOptional(Optional<?> value) {
    return value.<Datum>map(atom -> new Atoms(Set.of(atom))).orElseGet(Datum::empty);
  }

  static Datum ofAll(Collection<?> values) {
    return new Atoms(new HashSet<>(values));
  }

  static Datum ofMap(Map<String, String> entries) {
    return new Pairs(new HashMap<>(entries));
  }

  /** The wire form of RFC 7047 section 5.1. */
  default JsonNode toJson() {
    var nodes = JsonNodeFactory.instance;
    return switch (this) {
      case Atoms(var values) when values.size() == 1 -> atom(values.iterator().next());
      case Atoms(var values) -> {
        var members = nodes.arrayNode();
        values.forEach(value -> members.add(atom(value)));
        yield nodes.arrayNode().add("set").add(members);
      }
      case Pairs(var entries) -> {
        var members = nodes.arrayNode();
        entries.forEach(
            (key, value) -> members.add(nodes.arrayNode().add(atom(key)).add(atom(value))));
        yield nodes.arrayNode().add("map").add(members);
      }
    };
  }

  private static JsonNode atom(Object value) {
    var nodes = JsonNodeFactory.instance;
    return switch (value) {
      case String text -> nodes.stringNode(text);
      case Long number -> nodes.numberNode(number);
      case Double number -> nodes.numberNode(number);
      case Boolean flag -> nodes.booleanNode(flag);
      case UUID id -> nodes.arrayNode().add("uuid").add(id.toString());
      default -> throw new IllegalArgumentException("not an OVSDB atom: " + value.getClass());
    };
  }

  /** Reads the wire form of a column of that type. */
  static Datum fromJson(JsonNode node, ColumnType type) {
    if (type.isMap()) {
      var entries = new HashMap<Object, Object>();
      for (var pair : node.get(1)) {
        entries.put(
            readAtom(pair.get(0), type.key()), readAtom(pair.get(1), type.value().orElseThrow()));
      }
      return new Pairs(entries);
    }
    if (node instanceof ArrayNode && node.get(0).asString().equals("set")) {
      var values = new ArrayList<>();
      node.get(1).forEach(member -> values.add(readAtom(member, type.key())));
      return new Atoms(new HashSet<>(values));
    }
    return new Atoms(Set.of(readAtom(node, type.key())));
  }

  private static Object readAtom(JsonNode node, String type) {
    return switch (type) {
      case "string" -> node.asString();
      case "integer" -> node.asLong();
      case "real" -> node.asDouble();
      case "boolean" -> node.asBoolean();
      case "uuid" -> UUID.fromString(node.get(1).asString());
      default -> throw new OvsdbException("unknown atomic type", type);
    };
  }
}
