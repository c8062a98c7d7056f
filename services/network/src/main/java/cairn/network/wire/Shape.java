package cairn.network.wire;

import cairn.common.Json;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A noun's names and attributes on the wire. Immutable. */
public final class Shape {
  private final String singular;
  private final String plural;
  private final Map<String, Attribute> attributes;

  private Shape(String singular, String plural, Map<String, Attribute> attributes) {
    this.singular = singular;
    this.plural = plural;
    this.attributes = attributes;
  }

  /**
   * A noun with these attributes, and those that all nouns have: id, project, description, times,
   * revision.
   *
   * @param singular the key of one, {@code security_group}
   * @param plural the key of many, {@code security_groups}
   */
  public static Shape of(String singular, String plural, Attribute... attributes) {
    var all = new LinkedHashMap<String, Attribute>();
    var own = Attribute.fixed("project_id", Check.text(255));
    for (var name : List.of("id", "revision_number", "created_at", "updated_at")) {
      all.put(name, Attribute.shown(name));
    }
    all.put("project_id", own);
    all.put("tenant_id", Attribute.fixed("tenant_id", Check.text(255)));
    all.put("description", Attribute.free("description", Check.text(255)));
    for (var attribute : attributes) {
      all.put(attribute.name(), attribute);
    }
    return new Shape(singular, plural, all);
  }

  public String singular() {
    return singular;
  }

  public String plural() {
    return plural;
  }

  /** What the path says: {@code security-groups}. */
  public String path() {
    return plural.replace('_', '-');
  }

  /** Whether callers may ask for it with {@code fields=}. */
  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** The rules that single attributes ask. */
  public List<Rule> rules() {
    return attributes.values().stream()
        .flatMap(attribute -> Stream.of(attribute.postRule(), attribute.putRule()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The schema of a body: what surrounds the attributes, which are checked one by one later. */
  public BodySchema schema(boolean creation) {
    var schema = Json.object().put("type", "object").put("minProperties", 1);
    var properties = schema.putObject("properties");
    properties.putObject(singular).put("type", "object");
    if (creation) {
      var many = properties.putObject(plural).put("type", "array").put("minItems", 1);
      many.putObject("items").put("type", "object");
    }
    return BodySchema.of(schema.toString());
  }

  /** The items of a creation's body, one or several; whether it was the form for several. */
  public record Items(boolean many, List<Input> inputs) {}

  /**
   * Reads a creation's body.
   *
   * @param target of an item, for the rules of single attributes
   */
  public Items creation(Request request, Function<Input, Target> target) {
    var body = request.body();
    var many = body.has(plural) && !body.has(singular);
    var nodes = new ArrayList<JsonNode>();
    if (many) {
      body.get(plural).forEach(nodes::add);
    } else {
      nodes.add(one(body));
    }
    var inputs = new ArrayList<Input>();
    for (var node : nodes) {
      var input = read(node, true);
      for (var attribute : attributes.values()) {
        if (attribute.required() && !input.has(attribute.name())) {
          throw NetworkErrors.badRequest(
              "Failed to parse request. Required attribute '%s' not specified"
                  .formatted(attribute.name()));
        }
      }
      ask(request, input, Attribute::postRule, target.apply(input));
      inputs.add(input);
    }
    return new Items(many, inputs);
  }

  /** Reads the body of a change. */
  public Input change(Request request, Target target) {
    var input = read(one(request.body()), false);
    ask(request, input, Attribute::putRule, target);
    return input;
  }

  private JsonNode one(JsonNode body) {
    if (!body.has(singular)) {
      throw NetworkErrors.badRequest("Unable to find '%s' in request body".formatted(singular));
    }
    return body.get(singular);
  }

  private Input read(JsonNode node, boolean creation) {
    var unknown =
        node.properties().stream()
            .map(entry -> entry.getKey())
            .filter(name -> !attributes.containsKey(name))
            .map(name -> "'" + name + "'")
            .toList();
    if (!unknown.isEmpty()) {
      throw NetworkErrors.badRequest("Unrecognized attribute(s) " + String.join(", ", unknown));
    }
    var values = new LinkedHashMap<String, JsonNode>();
    for (var attribute : attributes.values()) {
      var value = node.get(attribute.name());
      if (value != null) {
        check(attribute, value, creation);
        values.put(attribute.name(), value);
      }
    }
    return new Input(values);
  }

  private static void check(Attribute attribute, JsonNode value, boolean creation) {
    if (creation && !attribute.post()) {
      throw NetworkErrors.badRequest(
          "Attribute '%s' not allowed in POST".formatted(attribute.name()));
    }
    if (!creation && !attribute.put()) {
      throw NetworkErrors.badRequest("Cannot update read-only attribute " + attribute.name());
    }
    attribute
        .check()
        .problem(value)
        .ifPresent(problem -> {
          throw NetworkErrors.badAttribute(attribute.name(), problem);
        });
  }

  private void ask(
      Request request, Input input, Function<Attribute, Optional<Rule>> rule, Target target) {
    for (var attribute : attributes.values()) {
      var asked = rule.apply(attribute);
      if (asked.isPresent()
          && input.has(attribute.name())
          && !request.allows(asked.get(), target)) {
        throw NetworkErrors.forbidden(asked.get().name());
      }
    }
  }
}
