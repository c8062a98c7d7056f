package cairn.compute.wire;

import cairn.common.WireTime;
import cairn.http.Request;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Small forms that occur in many answers. */
public final class Wire {

  private Wire() {}

  /** {@code 2026-01-02T03:04:05Z}, as servers have it. */
  public static String time(Instant instant) {
    return WireTime.seconds(instant) + "Z";
  }

  /** {@code 2026-01-02T03:04:05.000000}, as most other things have it. */
  public static String timeMicros(Instant instant) {
    return WireTime.micros(instant);
  }

  /** A text or null. */
  public static void optional(JsonGenerator json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.writeStringProperty(name, value.get());
    } else {
      json.writeNullProperty(name);
    }
  }

  /** A time in microseconds or null. */
  public static void optionalTime(JsonGenerator json, String name, Optional<Instant> value) {
    optional(json, name, value.map(Wire::timeMicros));
  }

  /** The links of a thing: itself under its version, and the bookmark without. */
  public static void links(JsonGenerator json, Request request, String path) {
    json.writeArrayPropertyStart("links");
    link(json, "self", request.baseUrl() + "/compute/v2.1" + path);
    link(json, "bookmark", request.baseUrl() + "/compute" + path);
    json.writeEndArray();
  }

  /** The one bookmark that references within other things carry. */
  public static void bookmark(JsonGenerator json, Request request, String path) {
    json.writeArrayPropertyStart("links");
    link(json, "bookmark", request.baseUrl() + "/compute" + path);
    json.writeEndArray();
  }

  /** One link. */
  public static void link(JsonGenerator json, String relation, String href) {
    json.writeStartObject();
    json.writeStringProperty("rel", relation);
    json.writeStringProperty("href", href);
    json.writeEndObject();
  }
}
