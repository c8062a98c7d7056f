package cairn.testkit.http;

import cairn.common.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One request of a story and what is expected of its answer, as it stands in the YAML. */
record Step(JsonNode yaml) {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "as",
          "token",
          "headers",
          "body",
          "text",
          "status",
          "eventually",
          "expect",
          "expectHeaders",
          "contains",
          "save");

  static Step of(Map<?, ?> yaml) {
    var node = Json.MAPPER.<JsonNode>valueToTree(yaml);
    for (var key : node.propertyNames()) {
      if (!KEYS.contains(key) && !METHODS.contains(key)) {
        throw new IllegalArgumentException("a story has no " + key + ": " + node);
      }
    }
    if (node.has("eventually") && !node.has("GET")) {
      throw new IllegalArgumentException("only a GET may be asked again: " + node);
    }
    return new Step(node);
  }

  String name() {
    return text("name").orElseGet(() -> method() + " " + path());
  }

  String method() {
    return METHODS.stream().filter(yaml::has).findFirst().orElseThrow();
  }

  String path() {
    return yaml.get(method()).asString();
  }

  int status() {
    return node("status").map(JsonNode::asInt).orElse(200);
  }

  /**
   * Whether the cloud is given time to come to what is expected: for work that goes on after 2xx.
   */
  boolean eventually() {
    return yaml.path("eventually").asBoolean(false);
  }

  Optional<String> text(String key) {
    return yaml.has(key) ? Optional.of(yaml.get(key).asString()) : Optional.empty();
  }

  Optional<JsonNode> node(String key) {
    return Optional.ofNullable(yaml.get(key));
  }
}
