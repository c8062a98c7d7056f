package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The attributes of an image that its users set, between their wire form, one flat object in which
 * every unknown name is a property, and our records.
 */
final class Attributes {
  static final Set<String> BASE =
      Set.of(
          "id",
          "name",
          "owner",
          "visibility",
          "protected",
          "os_hidden",
          "container_format",
          "disk_format",
          "min_ram",
          "min_disk",
          "tags");

  static final Set<String> READ_ONLY =
      Set.of(
          "status",
          "size",
          "virtual_size",
          "checksum",
          "os_hash_algo",
          "os_hash_value",
          "created_at",
          "updated_at",
          "direct_url",
          "self",
          "file",
          "schema",
          "stores");

  /** Names that the reference keeps for itself. */
  private static final Set<String> RESERVED =
      Set.of("location", "deleted", "deleted_at", "is_public", "locations");

  private static final Pattern INTERNAL = Pattern.compile("os_glance_.*");

  private Attributes() {}

  /** Refuses a name that users cannot set. */
  static void checkWritable(String name) {
    if (READ_ONLY.contains(name)) {
      throw new CloudException(Kind.FORBIDDEN, "Attribute '%s' is read-only.".formatted(name));
    }
    if (RESERVED.contains(name) || INTERNAL.matcher(name).matches()) {
      throw new CloudException(Kind.FORBIDDEN, "Attribute '%s' is reserved.".formatted(name));
    }
  }

  /** A new image of these attributes, which fit the schema. */
  static NewImage read(JsonNode body, String project) {
    body.propertyNames().forEach(Attributes::checkWritable);
    return new NewImage(
        text(body, "id").flatMap(ImageId::parse),
        text(body, "name").orElse(""),
        text(body, "owner").orElse(project),
        text(body, "visibility").flatMap(Visibility::parse).orElse(Visibility.SHARED),
        text(body, "disk_format").orElse(""),
        text(body, "container_format").orElse(""),
        body.path("min_disk").asInt(0),
        body.path("min_ram").asInt(0),
        body.path("protected").asBoolean(false),
        body.path("os_hidden").asBoolean(false),
        tags(body),
        properties(body));
  }

  /** The attributes of an image, to be patched. */
  static ObjectNode write(Image image) {
    var node = Json.object();
    put(node, "name", image.name());
    put(node, "owner", image.owner());
    node.put("visibility", image.visibility().word());
    node.put("protected", image.isProtected());
    node.put("os_hidden", image.hidden());
    put(node, "container_format", image.containerFormat());
    put(node, "disk_format", image.diskFormat());
    node.put("min_ram", image.minRamMib());
    node.put("min_disk", image.minDiskGib());
    var tags = node.putArray("tags");
    image.tags().forEach(tags::add);
    image.properties().forEach(node::put);
    return node;
  }

  /** The image with these attributes, which fit the schema, in place of its own. */
  static Image apply(Image image, JsonNode body) {
    return new Image(
        image.id(),
        text(body, "name").orElse(""),
        text(body, "owner").orElse(""),
        text(body, "visibility").flatMap(Visibility::parse).orElse(image.visibility()),
        image.status(),
        text(body, "disk_format").orElse(""),
        text(body, "container_format").orElse(""),
        image.sizeBytes(),
        image.virtualSizeBytes(),
        body.path("min_disk").asInt(0),
        body.path("min_ram").asInt(0),
        image.checksum(),
        image.sha512(),
        body.path("protected").asBoolean(false),
        body.path("os_hidden").asBoolean(false),
        tags(body),
        properties(body),
        image.createdAt(),
        image.updatedAt());
  }

  private static void put(ObjectNode node, String name, String text) {
    if (text.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, text);
    }
  }

  private static Optional<String> text(JsonNode body, String name) {
    var value = body.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  private static Set<String> tags(JsonNode body) {
    var tags = new TreeSet<String>();
    body.path("tags").forEach(tag -> tags.add(tag.asString()));
    return tags;
  }

  private static Map<String, String> properties(JsonNode body) {
    var properties = new TreeMap<String, String>();
    body.properties()
        .forEach(entry -> {
          if (!BASE.contains(entry.getKey()) && entry.getValue().isString()) {
            properties.put(entry.getKey(), entry.getValue().asString());
          }
        });
    return properties;
  }
}
