package cairn.placement.allocation;

import cairn.http.Microversion;
import cairn.placement.wire.Needs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Allocations on the wire. */
final class AllocationJson {
  /** The owner of what older clients claimed, who did not say whose it is. */
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  private static final String TYPE_UNKNOWN = "unknown";

  private AllocationJson() {}

  /** A consumer's claim in any of its forms; it fits the version's schema. */
  static Claim read(UUID consumer, JsonNode body) {
    var resources = new TreeMap<UUID, Map<String, Long>>();
    var allocations = body.get("allocations");
    if (allocations.isArray()) {
      for (var one : allocations) {
        resources.put(
            provider(one.get("resource_provider").get("uuid").asString()),
            amounts(one.get("resources")));
      }
    } else {
      allocations
          .properties()
          .forEach(entry ->
              resources.put(provider(entry.getKey()), amounts(entry.getValue().get("resources"))));
    }
    return new Claim(
        consumer,
        body.path("project_id").asString(UNKNOWN),
        body.path("user_id").asString(UNKNOWN),
        body.path("consumer_type").asString(""),
        expected(body.path("consumer_generation")),
        resources);
  }

  private static UUID provider(String text) {
    return Needs.uuid(text, "allocations");
  }

  private static Map<String, Long> amounts(JsonNode node) {
    var amounts = new TreeMap<String, Long>();
    node.properties().forEach(entry -> amounts.put(entry.getKey(), entry.getValue().asLong()));
    return amounts;
  }

  private static Claim.Expected expected(JsonNode generation) {
    return generation.isMissingNode()
        ? new Claim.Any()
        : generation.isNull() ? new Claim.New() : new Claim.Exactly(generation.asLong());
  }

  /** What a consumer has. */
  static void write(
      JsonGenerator json,
      Optional<AllocationStore.ClaimantRow> claimant,
      List<AllocationStore.Part> parts,
      Microversion version) {
    json.writeStartObject();
    json.writeObjectPropertyStart("allocations");
    grouped(json, parts, part -> json.writeNumberProperty("generation", part.generation()));
    json.writeEndObject();
    if (claimant.isPresent() && version.since(1, 12)) {
      var owner = claimant.get();
      json.writeStringProperty("project_id", owner.project());
      json.writeStringProperty("user_id", owner.user());
      if (version.since(1, 28)) {
        json.writeNumberProperty("consumer_generation", owner.generation());
      }
      if (version.since(1, 38)) {
        json.writeStringProperty("consumer_type", type(owner.type()));
      }
    }
    json.writeEndObject();
  }

  /** Who has something of a provider. */
  static void writeOfProvider(
      JsonGenerator json, long generation, List<AllocationStore.Part> parts, Microversion version) {
    json.writeStartObject();
    json.writeNumberProperty("resource_provider_generation", generation);
    json.writeObjectPropertyStart("allocations");
    grouped(
        json,
        parts,
        part -> {
          if (version.since(1, 28)) {
            json.writeNumberProperty("consumer_generation", part.generation());
          }
        });
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void grouped(
      JsonGenerator json,
      List<AllocationStore.Part> parts,
      java.util.function.Consumer<AllocationStore.Part> head) {
    for (var i = 0; i < parts.size(); ) {
      var first = parts.get(i);
      json.writeObjectPropertyStart(first.id().toString());
      head.accept(first);
      json.writeObjectPropertyStart("resources");
      for (; i < parts.size() && parts.get(i).id().equals(first.id()); i++) {
        json.writeNumberProperty(parts.get(i).resourceClass(), parts.get(i).used());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  static String type(String stored) {
    return stored.isEmpty() ? TYPE_UNKNOWN : stored;
  }
}
