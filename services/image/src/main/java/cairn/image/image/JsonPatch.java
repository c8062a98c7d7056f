package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON patch of an image's attributes, of which all paths have one part (Image API v2, HTTP patch
 * media types; RFC 6902, and an early draft of it for v2.0).
 */
final class JsonPatch {
  private static final String TYPE_2_0 = "application/openstack-images-v2.0-json-patch";
  private static final String TYPE_2_1 = "application/openstack-images-v2.1-json-patch";
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
  private static final List<String> WORDS = List.of("add", "replace", "remove");

  private record Change(String word, String name, JsonNode value) {}

  private final boolean draft;

  private JsonPatch(boolean draft) {
    this.draft = draft;
  }

  /**
   * The patch's reader for that media type.
   *
   * @throws CloudException UNSUPPORTED_MEDIA_TYPE for any other
   */
  static JsonPatch ofType(String contentType) {
    var type = contentType.split(";")[0].strip();
    if (!type.equals(TYPE_2_0) && !type.equals(TYPE_2_1)) {
      throw new CloudException(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          "Unsupported content type %s: use %s.".formatted(type, TYPE_2_1));
    }
    return new JsonPatch(type.equals(TYPE_2_0));
  }

  /** Carries out all operations in turn; all of them or, by an exception, none. */
  void apply(JsonNode operations, ObjectNode attributes) {
    for (var operation : operations) {
      apply(read(operation), attributes);
    }
  }

  private void apply(Change change, ObjectNode attributes) {
    var name = change.name();
    if (name.equals("id")) {
      throw new CloudException(Kind.FORBIDDEN, "Attribute 'id' is read-only.");
    }
    Attributes.checkWritable(name);
    var base = Attributes.BASE.contains(name);
    switch (change.word()) {
      case "add" -> {
        if (draft && !base && attributes.has(name)) {
          throw new CloudException(Kind.CONFLICT, "Property %s already present.".formatted(name));
        }
        attributes.set(name, change.value());
      }
      case "replace" -> {
        if (!attributes.has(name)) {
          throw missing(name);
        }
        attributes.set(name, change.value());
      }
      default -> {
        if (base) {
          throw new CloudException(
              Kind.FORBIDDEN, "Attribute '%s' may not be removed.".formatted(name));
        }
        if (!attributes.has(name)) {
          throw missing(name);
        }
        attributes.remove(name);
      }
    }
  }

  private static CloudException missing(String name) {
    return new CloudException(Kind.CONFLICT, "Property %s does not exist.".formatted(name));
  }

  private Change read(JsonNode operation) {
    var word =
        draft
            ? WORDS.stream().filter(operation::has).findFirst().orElse("")
            : operation.path("op").asString("");
    if (!WORDS.contains(word)) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Operations must be one of \"add\", \"replace\" or \"remove\".");
    }
    var path = operation.path(draft ? word : "path");
    if (!path.isString()) {
      throw new CloudException(Kind.BAD_REQUEST, "Unable to find the path of an operation.");
    }
    var value = operation.path("value");
    if (!word.equals("remove") && value.isMissingNode()) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Operation \"%s\" requires a member named \"value\".".formatted(word));
    }
    return new Change(word, name(path.asString()), value);
  }

  private static String name(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Pointer `%s` does not start with \"/\".".formatted(pointer));
    }
    var name = pointer.substring(1);
    if (name.isBlank() || name.contains("/") || BAD_ESCAPE.matcher(name).find()) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Invalid JSON pointer for this resource: '%s'".formatted(pointer));
    }
    return name.replace("~1", "/").replace("~0", "~");
  }
}
