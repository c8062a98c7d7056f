package cairn.network.wire;

import cairn.common.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The attributes that a body gives, each found to be of its kind. */
public final class Input {
  private final Map<String, JsonNode> values;

  Input(Map<String, JsonNode> values) {
    this.values = values;
  }

  /** Whether it is given, null or not. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether it is given as null. */
  public boolean isNull(String name) {
    var value = values.get(name);
    return value != null && value.isNull();
  }

  /** The value as it came, unless it is missing or null. */
  public Optional<JsonNode> node(String name) {
    var value = values.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  public Optional<String> text(String name) {
    return node(name).map(value -> value.isString() ? value.stringValue() : value.toString());
  }

  public Optional<Boolean> bool(String name) {
    return node(name).flatMap(Input::truth);
  }

  public Optional<Integer> integer(String name) {
    return node(name).flatMap(Input::number);
  }

  public Optional<UUID> uuid(String name) {
    return text(name).flatMap(Id::parse);
  }

  /** The texts of a list; empty when the list is missing. */
  public Optional<List<String>> texts(String name) {
    return node(name)
        .map(list -> {
          var texts = new ArrayList<String>();
          list.forEach(item -> texts.add(item.isString() ? item.stringValue() : item.toString()));
          return List.copyOf(texts);
        });
  }

  /** The project that is meant: the given one, else the caller's. */
  public Optional<String> project() {
    return text("project_id").or(() -> text("tenant_id")).filter(id -> !id.isEmpty());
  }

  static Optional<Boolean> truth(JsonNode value) {
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      return Optional.empty();
    }
    return truth(value.isString() ? value.stringValue() : value.toString());
  }

  static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A whole number, given as such or as its digits. */
  public static Optional<Integer> number(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return Optional.of(value.intValue());
    }
    return value.isString() && value.stringValue().matches("-?\\d{1,9}")
        ? Optional.of(Integer.valueOf(value.stringValue()))
        : Optional.empty();
  }
}
