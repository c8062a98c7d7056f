package cairn.image.image;

import cairn.http.BodySchema;

/** What bodies of the image routes look like. */
final class ImageSchemas {
  /** An image's attributes; those that only we set are let pass here and refused by name later. */
  static final BodySchema ATTRIBUTES =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string",
                "pattern": "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$"
              },
              "name": {"type": ["null", "string"], "maxLength": 255},
              "owner": {"type": ["null", "string"], "maxLength": 255},
              "visibility": {"enum": ["community", "public", "private", "shared"]},
              "protected": {"type": "boolean"},
              "os_hidden": {"type": "boolean"},
              "container_format": {
                "enum": [null, "ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"]
              },
              "disk_format": {
                "enum": [null, "ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi",
                         "iso", "ploop"]
              },
              "min_ram": {"type": "integer", "minimum": 0, "maximum": 2147483647},
              "min_disk": {"type": "integer", "minimum": 0, "maximum": 2147483647},
              "tags": {
                "type": "array", "maxItems": 128,
                "items": {"type": "string", "minLength": 1, "maxLength": 255}
              },
              "status": {}, "size": {}, "virtual_size": {}, "checksum": {}, "os_hash_algo": {},
              "os_hash_value": {}, "created_at": {}, "updated_at": {}, "direct_url": {}, "self": {},
              "file": {}, "schema": {}, "stores": {}, "locations": {}
            },
            "maxProperties": 150,
            "propertyNames": {"minLength": 1, "maxLength": 255},
            "additionalProperties": {"type": ["null", "string"], "maxLength": 65535}
          }
          """);

  /** JSON patch, in both of its media types. */
  static final BodySchema PATCH =
      BodySchema.of(
          """
          {"type": "array", "maxItems": 512, "items": {"type": "object"}}
          """);

  static final BodySchema IMPORT =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "method": {
                "type": "object",
                "properties": {"name": {"type": "string"}},
                "required": ["name"]
              },
              "stores": {"type": "array", "items": {"type": "string"}},
              "all_stores": {"type": "boolean"},
              "all_stores_must_succeed": {"type": "boolean"}
            },
            "required": ["method"],
            "additionalProperties": false
          }
          """);

  private ImageSchemas() {}
}
