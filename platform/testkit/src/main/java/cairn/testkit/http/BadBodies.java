package cairn.testkit.http;

import cairn.common.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Spoils a body: one place of it holds something else, or its text is no longer JSON. */
final class BadBodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SplittableRandom random;

  BadBodies(SplittableRandom random) {
    this.random = random;
  }

  /** The body, spoilt in one way or, now and then, not at all. */
  byte[] spoil(JsonNode good) {
    return switch (random.nextInt(12)) {
      case 0 -> bytes("");
      case 1 -> bytes(List.of("null", "[]", "1", "\"a\"", "{}", "true").get(random.nextInt(6)));
      case 2 -> bytes(doubled(good));
      case 3 -> cut(bytes(Json.write(good)));
      case 4 -> new byte[] {'{', '"', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}'};
      case 5 -> bytes(nested(random.nextInt(20, 5000)));
      case 6 -> bytes(Json.write(good));
      default -> bytes(Json.write(replaced(good)));
    };
  }

  /** The first key twice. */
  private static String doubled(JsonNode good) {
    var text = Json.write(good);
    var names = good.isObject() ? List.copyOf(good.propertyNames()) : List.<String>of();
    return names.isEmpty()
        ? "{\"a\":1,\"a\":2}"
        : "{\"%s\":%s,%s"
            .formatted(names.getFirst(), good.get(names.getFirst()), text.substring(1));
  }

  private byte[] cut(byte[] text) {
    return java.util.Arrays.copyOf(text, random.nextInt(text.length));
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private JsonNode replaced(JsonNode good) {
    var copy = good.deepCopy();
    var places = new ArrayList<Runnable>();
    collect(copy, places);
    if (places.isEmpty()) {
      return worse();
    }
    places.get(random.nextInt(places.size())).run();
    return copy;
  }

  /** For each value below, what puts something worse in its place. */
  private void collect(JsonNode node, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(object.propertyNames())) {
        places.add(() -> object.set(name, worse()));
        collect(object.get(name), places);
      }
      places.add(() -> object.set(text(), worse()));
    } else if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        var at = i;
        places.add(() -> array.set(at, worse()));
        collect(array.get(i), places);
      }
      places.add(() -> array.add(worse()));
    }
  }

  private JsonNode worse() {
    List<Supplier<JsonNode>> choices =
        List.of(
            NODES::nullNode,
            () -> NODES.booleanNode(random.nextBoolean()),
            () -> NODES.numberNode(-1),
            () -> NODES.numberNode(Long.MAX_VALUE),
            () -> NODES.numberNode(new BigInteger("9".repeat(random.nextInt(19, 400)))),
            () -> NODES.numberNode(1.5e300),
            () -> NODES.numberNode(0.1),
            () -> NODES.stringNode(text()),
            () -> NODES.stringNode(text()),
            NODES::objectNode,
            NODES::arrayNode,
            () -> NODES.arrayNode().add(text()).add(1),
            () -> NODES.objectNode().put(text(), text()));
    return choices.get(random.nextInt(choices.size())).get();
  }

  private String text() {
    return List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udc00x",
            "\u202etxt",
            "é☃😀",
            "%s%n%d",
            "'; DROP TABLE a; --",
            "../../etc/passwd",
            "a".repeat(random.nextInt(200, 70_000)),
            "-1",
            "99999999999999999999",
            "0001-01-01T00:00:00Z",
            "99999-12-31T00:00:00Z",
            "2030-02-31T00:00:00Z",
            "00000000-0000-4000-8000-000000000000",
            "null",
            "default")
        .get(random.nextInt(20));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
