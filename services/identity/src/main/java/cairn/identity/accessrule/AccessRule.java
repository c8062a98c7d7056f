package cairn.identity.accessrule;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A kind of request.
 *
 * @param service the service's type in the catalog
 * @param path a pattern, see {@link PathPattern}
 * @param method in capitals
 */
public record AccessRule(String id, String service, String path, String method) {
  /** The rules of a JSON array. */
  public static List<AccessRule> read(JsonNode rules) {
    var all = new ArrayList<AccessRule>();
    for (var rule : rules) {
      all.add(
          new AccessRule(
              rule.path("id").stringValue(),
              rule.path("service").stringValue(),
              rule.path("path").stringValue(),
              rule.path("method").stringValue()));
    }
    return List.copyOf(all);
  }

  /** Writes the parts. */
  public static void write(JsonGenerator json, AccessRule rule) {
    json.writeStringProperty("id", rule.id());
    json.writeStringProperty("service", rule.service());
    json.writeStringProperty("path", rule.path());
    json.writeStringProperty("method", rule.method());
  }

  /** Writes them as an array of that name. */
  public static void write(JsonGenerator json, String name, List<AccessRule> rules) {
    json.writeArrayPropertyStart(name);
    for (var rule : rules) {
      json.writeStartObject();
      write(json, rule);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
