package cairn.placement.candidate;

import cairn.http.Microversion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Candidates on the wire. */
final class CandidateJson {
  private CandidateJson() {}

  static void write(
      JsonGenerator json,
      List<Candidate> candidates,
      List<Node> nodes,
      Question question,
      Microversion version) {
    json.writeStartObject();
    json.writeArrayPropertyStart("allocation_requests");
    candidates.forEach(candidate -> request(json, candidate, version));
    json.writeEndArray();
    json.writeObjectPropertyStart("provider_summaries");
    var wanted = new HashSet<String>();
    question.groups().values().forEach(needs -> wanted.addAll(needs.resources().keySet()));
    for (var node : shown(candidates, nodes, version)) {
      json.writeObjectPropertyStart(node.id().toString());
      summary(json, node, version.since(1, 27) ? node.inventories().keySet() : wanted, version);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void request(JsonGenerator json, Candidate candidate, Microversion version) {
    json.writeStartObject();
    if (version.since(1, 12)) {
      json.writeObjectPropertyStart("allocations");
      candidate
          .resources()
          .forEach((id, resources) -> {
            json.writeObjectPropertyStart(id.toString());
            resources(json, resources);
            json.writeEndObject();
          });
      json.writeEndObject();
    } else {
      json.writeArrayPropertyStart("allocations");
      candidate
          .resources()
          .forEach((id, resources) -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("resource_provider");
            json.writeStringProperty("uuid", id.toString());
            json.writeEndObject();
            resources(json, resources);
            json.writeEndObject();
          });
      json.writeEndArray();
    }
    if (version.since(1, 34)) {
      json.writeObjectPropertyStart("mappings");
      candidate
          .mappings()
          .forEach((group, providers) -> {
            json.writeArrayPropertyStart(group);
            providers.forEach(id -> json.writeString(id.toString()));
            json.writeEndArray();
          });
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void resources(JsonGenerator json, Map<String, Long> resources) {
    json.writeObjectPropertyStart("resources");
    resources.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  /** The providers that candidates name; since 1.29 all of their trees. */
  private static List<Node> shown(
      List<Candidate> candidates, List<Node> nodes, Microversion version) {
    var named = new HashSet<UUID>();
    candidates.forEach(candidate -> named.addAll(candidate.resources().keySet()));
    if (!version.since(1, 29)) {
      return nodes.stream().filter(node -> named.contains(node.id())).toList();
    }
    var roots = new HashSet<UUID>();
    nodes.stream()
        .filter(node -> named.contains(node.id()))
        .forEach(node -> roots.add(node.root()));
    return nodes.stream().filter(node -> roots.contains(node.root())).toList();
  }

  private static void summary(
      JsonGenerator json, Node node, Set<String> classes, Microversion version) {
    json.writeObjectPropertyStart("resources");
    node.inventories()
        .forEach((name, inventory) -> {
          if (classes.contains(name)) {
            json.writeObjectPropertyStart(name);
            json.writeNumberProperty("capacity", inventory.capacity());
            json.writeNumberProperty("used", node.used().getOrDefault(name, 0L));
            json.writeEndObject();
          }
        });
    json.writeEndObject();
    if (version.since(1, 17)) {
      json.writeArrayPropertyStart("traits");
      new TreeSet<>(node.traits()).forEach(json::writeString);
      json.writeEndArray();
    }
    if (version.since(1, 29)) {
      if (node.parent().isPresent()) {
        json.writeStringProperty("parent_provider_uuid", node.parent().get().toString());
      } else {
        json.writeNullProperty("parent_provider_uuid");
      }
      json.writeStringProperty("root_provider_uuid", node.root().toString());
    }
  }
}
