package cairn.testkit.http;

import cairn.common.Json;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents that look like what a schema asks for: good enough to come past it most of the time.
 * What a text has to be is guessed from its format and pattern.
 */
final class SchemaSamples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH_MAX = 8;

  /** Texts that patterns and formats tend to want. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "1",
          "00000000-0000-4000-8000-000000000000",
          "0123456789abcdef0123456789abcdef",
          "10.0.0.0/24",
          "10.0.0.1",
          "fd00::1",
          "fa:16:3e:00:00:01",
          "2030-01-01T00:00:00Z",
          "http://127.0.0.1/",
          "CUSTOM_A",
          "a:b",
          "YQ==",
          "/a");

  private final SplittableRandom random;
  private final JsonNode root;

  SchemaSamples(JsonNode root, SplittableRandom random) {
    this.root = root;
    this.random = random;
  }

  /** Another one each time. */
  JsonNode next() {
    return sample(root, 0);
  }

  private JsonNode sample(JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      return sample(resolve(schema.get("$ref").asString()), depth + 1);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return any(schema.get("enum"));
    }
    for (var choice : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(choice) && !schema.has("properties") && depth < DEPTH_MAX) {
        return sample(any(schema.get(choice)), depth + 1);
      }
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer", "number" -> NODES.numberNode(number(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(text(schema));
    };
  }

  private JsonNode object(JsonNode schema, int depth) {
    var sample = Json.object();
    var required = schema.path("required");
    for (var property : schema.path("properties").properties()) {
      if (isIn(required, property.getKey()) || (depth < DEPTH_MAX && random.nextBoolean())) {
        sample.set(property.getKey(), sample(property.getValue(), depth + 1));
      }
    }
    for (var name : required) {
      if (!sample.has(name.asString())) {
        sample.put(name.asString(), "a");
      }
    }
    more(schema, sample, depth);
    return sample;
  }

  private void more(JsonNode schema, ObjectNode sample, int depth) {
    var wanted = schema.path("minProperties").asInt(0) - sample.size();
    if (depth >= DEPTH_MAX || (wanted <= 0 && random.nextInt(4) > 0)) {
      return;
    }
    var others = schema.path("additionalProperties");
    var patterns = schema.path("patternProperties").properties();
    if (!patterns.isEmpty()) {
      var first = patterns.iterator().next();
      sample.set(matching(first.getKey()), sample(first.getValue(), depth + 1));
    } else if (!others.isBoolean() || others.asBoolean()) {
      sample.set("extra", others.isObject() ? sample(others, depth + 1) : NODES.stringNode("a"));
    }
  }

  private JsonNode array(JsonNode schema, int depth) {
    var sample = NODES.arrayNode();
    var count = schema.path("minItems").asInt(0) + (depth < DEPTH_MAX ? random.nextInt(2) : 0);
    for (var i = 0; i < count; i++) {
      sample.add(
          schema.has("items") ? sample(schema.get("items"), depth + 1) : NODES.stringNode("a" + i));
    }
    return sample;
  }

  private long number(JsonNode schema) {
    var least = schema.path("minimum").asLong(0);
    var most = schema.path("maximum").asLong(least + 10);
    return most <= least ? least : random.nextLong(least, Math.min(most, least + 10) + 1);
  }

  private String text(JsonNode schema) {
    if (schema.has("pattern")) {
      return matching(schema.get("pattern").asString());
    }
    var text =
        switch (schema.path("format").asString("")) {
          case "uuid" -> TEXTS.get(2);
          case "date-time" -> TEXTS.get(8);
          case "uri" -> TEXTS.get(9);
          case "ipv4" -> TEXTS.get(5);
          case "ipv6" -> TEXTS.get(6);
          default -> random.nextInt(3) == 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : "a";
        };
    var least = schema.path("minLength").asInt(0);
    return text.length() >= least ? text : text.repeat(least);
  }

  private static String matching(String pattern) {
    var wanted = Pattern.compile(pattern);
    return TEXTS.stream().filter(text -> wanted.matcher(text).find()).findFirst().orElse("a");
  }

  private JsonNode any(JsonNode choices) {
    return choices.isEmpty()
        ? MissingNode.getInstance()
        : choices.get(random.nextInt(choices.size()));
  }

  private static String type(JsonNode schema) {
    var type = schema.path("type");
    if (type.isArray()) {
      return type.get(0).asString();
    }
    return type.asString(schema.has("properties") ? "object" : "string");
  }

  private JsonNode resolve(String reference) {
    return reference.startsWith("#") ? root.at(reference.substring(1)) : Json.object();
  }

  private static boolean isIn(JsonNode names, String name) {
    for (var other : names) {
      if (other.asString().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
