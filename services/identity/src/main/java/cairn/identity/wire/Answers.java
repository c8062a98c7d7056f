package cairn.identity.wire;

import cairn.common.WireTime;
import cairn.http.JsonBody;
import cairn.http.Request;
import cairn.http.Response;
import cairn.sql.ListPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What all answers of this service have in common. Pure. */
public final class Answers {
  /** The path prefix of the version. */
  public static final String V3 = "/identity/v3";

  /** Writes the parts of one thing into an object that is open. */
  @FunctionalInterface
  public interface View<T> {
    /** Writes them. */
    void write(JsonGenerator json, T thing);
  }

  private Answers() {}

  /** A JSON document that depends on the token. */
  public static Response json(int status, JsonBody document) {
    return Response.json(status, document).header("Vary", "X-Auth-Token");
  }

  /** No content. */
  public static Response none() {
    return Response.empty(204).header("Vary", "X-Auth-Token");
  }

  /** {@code {"user": {...}}}. */
  public static <T> Response one(int status, String key, T thing, View<T> view) {
    return json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart(key);
          view.write(json, thing);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** {@code {"limits": [...]}}: what has been made at once, without links of a list. */
  public static <T> Response made(String key, List<T> things, View<T> view) {
    return json(
        201,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(key);
          for (var thing : things) {
            json.writeStartObject();
            view.write(json, thing);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code {"users": [...], "links": {...}}}. */
  public static <T> Response list(Request request, String key, List<T> things, View<T> view) {
    return list(request, key, things, view, Optional.empty());
  }

  /** One page of a list; where there is more, a link leads on from the last thing's id. */
  public static <T> Response page(
      Request request, String key, ListPage<T> page, Function<T, String> id, View<T> view) {
    var next =
        page.more() && !page.items().isEmpty()
            ? Optional.of(after(request, id.apply(page.items().getLast())))
            : Optional.<String>empty();
    return list(request, key, page.items(), view, next);
  }

  private static <T> Response list(
      Request request, String key, List<T> things, View<T> view, Optional<String> next) {
    return json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(key);
          for (var thing : things) {
            json.writeStartObject();
            view.write(json, thing);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectPropertyStart("links");
          text(json, "next", next);
          json.writeStringProperty("self", self(request));
          json.writeNullProperty("previous");
          json.writeEndObject();
          if (next.isPresent()) {
            json.writeBooleanProperty("truncated", true);
          }
          json.writeEndObject();
        });
  }

  private static String after(Request request, String marker) {
    var parts = new ArrayList<String>();
    for (var part : request.query().raw().split("&")) {
      if (!part.isEmpty() && !part.startsWith("marker=")) {
        parts.add(part);
      }
    }
    parts.add("marker=" + URLEncoder.encode(marker, StandardCharsets.UTF_8));
    return request.baseUrl() + request.path() + "?" + String.join("&", parts);
  }

  /** {@code "links": {"self": ...}} of a thing in a collection. */
  public static void links(JsonGenerator json, String baseUrl, String collection, String id) {
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("self", baseUrl + V3 + "/" + collection + "/" + id);
    json.writeEndObject();
  }

  /** A text or null. */
  public static void text(JsonGenerator json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.writeStringProperty(name, value.get());
    } else {
      json.writeNullProperty(name);
    }
  }

  /** A time with six digits of a second, or null. */
  public static void time(JsonGenerator json, String name, Optional<Instant> value) {
    text(json, name, value.map(Answers::time));
  }

  /** A time with six digits of a second. */
  public static String time(Instant value) {
    return WireTime.micros(value) + "Z";
  }

  /** A tree as it is. */
  public static void tree(JsonGenerator json, String name, JsonNode value) {
    json.writeName(name);
    json.writeTree(value);
  }

  /** The keys that only the client knows the meaning of. */
  public static void extra(JsonGenerator json, ObjectNode extra) {
    extra.properties().forEach(entry -> tree(json, entry.getKey(), entry.getValue()));
  }

  private static String self(Request request) {
    var raw = request.query().raw();
    return request.baseUrl() + request.path() + (raw.isEmpty() ? "" : "?" + raw);
  }
}
