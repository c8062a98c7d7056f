package cairn.image.image;

import cairn.common.WireTime;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Images as the Image API v2 writes them. */
final class ImageJson {
  private ImageJson() {}

  static void write(JsonGenerator json, Image image) {
    var complete = Images.hasData(image.status());
    json.writeStartObject();
    // First, so that a property can never stand for an attribute.
    image
        .properties()
        .forEach((name, value) -> {
          if (!Attributes.BASE.contains(name) && !Attributes.READ_ONLY.contains(name)) {
            json.writeStringProperty(name, value);
          }
        });
    json.writeStringProperty("id", image.id().toString());
    text(json, "name", image.name());
    json.writeStringProperty("status", image.status().word());
    json.writeStringProperty("visibility", image.visibility().word());
    text(json, "owner", image.owner());
    text(json, "container_format", image.containerFormat());
    text(json, "disk_format", image.diskFormat());
    number(json, "size", complete ? image.sizeBytes() : -1);
    number(json, "virtual_size", complete ? image.virtualSizeBytes() : -1);
    text(json, "checksum", complete ? image.checksum() : "");
    text(json, "os_hash_algo", complete ? "sha512" : "");
    text(json, "os_hash_value", complete ? image.sha512() : "");
    json.writeNumberProperty("min_ram", image.minRamMib());
    json.writeNumberProperty("min_disk", image.minDiskGib());
    json.writeBooleanProperty("protected", image.isProtected());
    json.writeBooleanProperty("os_hidden", image.hidden());
    json.writeArrayPropertyStart("tags");
    image.tags().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("created_at", time(image.createdAt()));
    json.writeStringProperty("updated_at", time(image.updatedAt()));
    json.writeStringProperty("self", "/v2/images/" + image.id());
    json.writeStringProperty("file", "/v2/images/" + image.id() + "/file");
    json.writeStringProperty("schema", "/v2/schemas/image");
    if (complete) {
      json.writeStringProperty("stores", "file");
    }
    json.writeEndObject();
  }

  static String time(Instant instant) {
    return WireTime.seconds(instant) + "Z";
  }

  private static void text(JsonGenerator json, String name, String value) {
    if (value.isEmpty()) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, long value) {
    if (value < 0) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
