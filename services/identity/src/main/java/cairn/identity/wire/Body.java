package cairn.identity.wire;

import cairn.common.Json;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads parts of a body that fits its schema. Pure. */
public final class Body {
  private Body() {}

  /** A text; empty when it is missing or null. */
  public static Optional<String> text(JsonNode node, String key) {
    var value = node.path(key);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  /** A text that is to replace another: missing keeps it, null empties it. */
  public static Optional<String> text(JsonNode node, String key, Optional<String> before) {
    return node.has(key) ? text(node, key) : before;
  }

  /** A text, or another when it is missing or null. */
  public static String text(JsonNode node, String key, String otherwise) {
    return text(node, key).orElse(otherwise);
  }

  /** A truth value, or another when it is missing or null. */
  public static boolean truth(JsonNode node, String key, boolean otherwise) {
    var value = node.path(key);
    return value.isBoolean() ? value.booleanValue() : otherwise;
  }

  /** Options: those given replace those before, null takes one away. */
  public static ObjectNode options(JsonNode node, ObjectNode before) {
    var merged = before.deepCopy();
    node.path("options")
        .properties()
        .forEach(option -> {
          if (option.getValue().isNull()) {
            merged.remove(option.getKey());
          } else {
            merged.set(option.getKey(), option.getValue());
          }
        });
    return merged;
  }

  /** The keys that only the client knows, put over those before. */
  public static ObjectNode extra(JsonNode node, Set<String> known, ObjectNode before) {
    var merged = before.deepCopy();
    node.properties()
        .forEach(entry -> {
          var key = entry.getKey();
          if (!known.contains(key) && !key.equals("id") && !key.equals("links")) {
            merged.set(key, entry.getValue());
          }
        });
    return merged;
  }

  /**
   * Refuses a change of nothing. For those nouns of which the reference says so only when the thing
   * is there and the caller may change it, so that a schema would say it too early.
   */
  public static void requireSome(JsonNode change, String noun) {
    if (change.isEmpty()) {
      throw Refusals.invalid(
          "Invalid input for field/attribute %s. must have at least 1 properties".formatted(noun));
    }
  }

  /** No keys. */
  public static ObjectNode none() {
    return Json.object();
  }
}
