package cairn.compute.server;

import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import java.util.ArrayList;
import java.util.List;

/** The body of a request for new servers, which has changed a dozen times. */
final class ServerCreateSchema {
  /** A schema and the versions that it is for. */
  record Versioned(String since, String until, BodySchema schema) {}

  private static final String IP =
      """
      {"type": "string", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}\
      """;
  private static final String ACCESS =
      """
      {"type": "string", "anyOf": [{"format": "%s"}, {"maxLength": 0}]}\
      """;
  private static final String PORT = "{\"type\": [\"string\", \"null\"], \"format\": \"uuid\"}";
  private static final String COUNT = Schemas.POSITIVE;

  private ServerCreateSchema() {}

  static List<Versioned> all() {
    var borders = List.of(1, 19, 32, 33, 37, 42, 52, 57, 63, 67, 74, 90, 94, 10_000);
    var all = new ArrayList<Versioned>();
    for (var i = 0; i < borders.size() - 1; i++) {
      var minor = borders.get(i);
      all.add(
          new Versioned(
              "2." + minor, "2." + (borders.get(i + 1) - 1), BodySchema.of(schema(minor))));
    }
    return all;
  }

  private static String schema(int minor) {
    return """
    {"type": "object", "required": ["server"], "additionalProperties": false, "properties": {
      "server": {"type": "object", "additionalProperties": false,
                 "required": ["name", "flavorRef"%s], "properties": {%s}},
      "os:scheduler_hints": %s, "OS-SCH-HNT:scheduler_hints": %s}}
    """
        .formatted(
            minor >= 37 ? ", \"networks\"" : "",
            String.join(", ", properties(minor)),
            HINTS,
            HINTS);
  }

  private static final String HINTS =
      """
      {"type": "object", "properties": {
         "group": {"type": "string", "format": "uuid"},
         "different_host": {"oneOf": [{"type": "string", "format": "uuid"},
                            {"type": "array", "items": {"type": "string", "format": "uuid"}}]},
         "same_host": {"type": ["string", "array"],
                       "items": {"type": "string", "format": "uuid"}}}}\
      """;

  private static List<String> properties(int minor) {
    var properties = new ArrayList<String>();
    add(properties, "name", Schemas.NAME);
    add(
        properties,
        "imageRef",
        "{\"type\": \"string\", \"anyOf\": [{\"format\": \"uuid\"}, {\"maxLength\": 0}]}");
    add(properties, "flavorRef", "{\"type\": [\"string\", \"integer\"], \"minLength\": 1}");
    add(properties, "adminPass", "{\"type\": \"string\"}");
    add(properties, "metadata", Schemas.METADATA);
    add(properties, "networks", networks(minor));
    add(
        properties,
        "OS-DCF:diskConfig",
        "{\"type\": \"string\", \"enum\": [\"AUTO\", \"MANUAL\"]}");
    add(properties, "accessIPv4", ACCESS.formatted("ipv4"));
    add(properties, "accessIPv6", ACCESS.formatted("ipv6"));
    add(properties, "availability_zone", Schemas.NAME);
    add(properties, "block_device_mapping", "{\"type\": \"array\"}");
    add(
        properties,
        "block_device_mapping_v2",
        "{\"type\": \"array\", \"items\": %s}".formatted(blocks(minor)));
    add(properties, "config_drive", Schemas.BOOLEAN);
    add(properties, "key_name", Schemas.NAME);
    add(properties, "min_count", COUNT);
    add(properties, "max_count", COUNT);
    add(properties, "return_reservation_id", Schemas.BOOLEAN);
    add(
        properties,
        "security_groups",
        """
        {"type": "array", "items": {"type": "object", "additionalProperties": false,
         "properties": {"name": %s}}}\
        """
            .formatted(Schemas.NAME));
    add(properties, "user_data", "{\"type\": \"string\", \"maxLength\": 65535}");
    if (minor < 57) {
      add(properties, "personality", "{\"type\": \"array\"}");
    }
    if (minor >= 19) {
      add(properties, "description", Schemas.DESCRIPTION);
    }
    if (minor >= 52) {
      add(
          properties,
          "tags",
          "{\"type\": \"array\", \"maxItems\": 50, \"items\": %s}".formatted(Schemas.TAG));
    }
    if (minor >= 63) {
      add(
          properties,
          "trusted_image_certificates",
          """
          {"type": ["array", "null"], "minItems": 1, "maxItems": 50, "uniqueItems": true,
           "items": {"type": "string", "minLength": 1}}\
          """);
    }
    if (minor >= 74) {
      add(properties, "host", Schemas.FQDN);
      add(properties, "hypervisor_hostname", Schemas.FQDN);
    }
    if (minor >= 90) {
      add(properties, "hostname", minor >= 94 ? Schemas.FQDN : Schemas.HOSTNAME);
    }
    return properties;
  }

  private static void add(List<String> properties, String name, String schema) {
    properties.add("\"%s\": %s".formatted(name, schema));
  }

  /** A list; from 2.37 also one of two words, and a network's id has to be a UUID. */
  private static String networks(int minor) {
    var tag = minor == 32 || minor == 33 || minor >= 42 ? ", \"tag\": " + Schemas.TAG : "";
    var network = minor >= 37 ? Schemas.UUID : "{\"type\": \"string\"}";
    var list =
        """
        {"type": "array", "items": {"type": "object", "additionalProperties": false,
         "properties": {"fixed_ip": %s, "port": %s, "uuid": %s%s}}}\
        """
            .formatted(IP, PORT, network, tag);
    return minor >= 37
        ? "{\"oneOf\": [%s, {\"type\": \"string\", \"enum\": [\"none\", \"auto\"]}]}"
            .formatted(list)
        : list;
  }

  private static String blocks(int minor) {
    return """
    {"type": "object", "additionalProperties": false, "properties": {
      "virtual_name": {"type": "string", "maxLength": 255},
      "volume_id": %1$s, "snapshot_id": %1$s, "image_id": %1$s,
      "volume_size": {"type": ["integer", "string"]},
      "device_name": {"type": "string", "minLength": 1, "maxLength": 255,
                      "pattern": "^[a-zA-Z0-9._/-]*$"},
      "delete_on_termination": %2$s, "no_device": {}, "connection_info": {"type": "string"},
      "source_type": {"type": "string", "enum": ["volume", "image", "snapshot", "blank"]},
      "uuid": {"type": "string", "minLength": 1, "maxLength": 255,
               "pattern": "^[a-zA-Z0-9._-]*$"},
      "destination_type": {"type": "string", "enum": ["local", "volume"]},
      "guest_format": {"type": "string", "maxLength": 255},
      "device_type": {"type": "string", "maxLength": 255},
      "disk_bus": {"type": "string", "maxLength": 255},
      "boot_index": {"type": ["integer", "string", "null"], "pattern": "^-?[0-9]+$"}%3$s%4$s}}\
    """
        .formatted(
            Schemas.UUID,
            Schemas.BOOLEAN,
            minor == 32 || minor >= 42 ? ", \"tag\": " + Schemas.TAG : "",
            minor >= 67 ? ", \"volume_type\": {\"type\": [\"string\", \"null\"]}" : "");
  }
}
