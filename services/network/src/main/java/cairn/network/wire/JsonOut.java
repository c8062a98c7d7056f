package cairn.network.wire;

import cairn.common.WireTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Writes the attributes of one object, those alone that were asked for with {@code fields=}.
 *
 * @param json what is written to
 * @param fields the attributes that are asked for; empty is all
 */
public record JsonOut(JsonGenerator json, Set<String> fields) {
  /** Whether that attribute is asked for. */
  public boolean wants(String name) {
    return fields.isEmpty() || fields.contains(name);
  }

  public JsonOut text(String name, Object value) {
    if (wants(name)) {
      json.writeStringProperty(name, value.toString());
    }
    return this;
  }

  /** A text, or null when there is none. */
  public JsonOut textOrNull(String name, Optional<?> value) {
    if (wants(name)) {
      if (value.isPresent()) {
        json.writeStringProperty(name, value.get().toString());
      } else {
        json.writeNullProperty(name);
      }
    }
    return this;
  }

  public JsonOut bool(String name, boolean value) {
    if (wants(name)) {
      json.writeBooleanProperty(name, value);
    }
    return this;
  }

  public JsonOut number(String name, long value) {
    if (wants(name)) {
      json.writeNumberProperty(name, value);
    }
    return this;
  }

  /** A number, or null when there is none. */
  public JsonOut numberOrNull(String name, Optional<Integer> value) {
    if (wants(name)) {
      if (value.isPresent()) {
        json.writeNumberProperty(name, value.get());
      } else {
        json.writeNullProperty(name);
      }
    }
    return this;
  }

  /** A time to the second, as the reference writes it. */
  public JsonOut time(String name, Instant value) {
    return text(name, WireTime.seconds(value) + "Z");
  }

  public JsonOut texts(String name, Collection<?> values) {
    if (wants(name)) {
      json.writeArrayPropertyStart(name);
      values.forEach(value -> json.writeString(value.toString()));
      json.writeEndArray();
    }
    return this;
  }

  /** A tree as it is stored. */
  public JsonOut tree(String name, JsonNode value) {
    if (wants(name)) {
      json.writeName(name);
      json.writeTree(value);
    }
    return this;
  }

  /** Any one value, which the work writes. */
  public JsonOut value(String name, Runnable work) {
    if (wants(name)) {
      json.writeName(name);
      work.run();
    }
    return this;
  }

  /** The owner under both of its names. */
  public JsonOut project(String projectId) {
    return text("tenant_id", projectId).text("project_id", projectId);
  }

  /** What all nouns have but their id and owner. */
  public JsonOut standard(Standard standard) {
    return text("description", standard.description())
        .time("created_at", standard.createdAt())
        .time("updated_at", standard.updatedAt())
        .number("revision_number", standard.revision())
        .texts("tags", standard.tags());
  }
}
