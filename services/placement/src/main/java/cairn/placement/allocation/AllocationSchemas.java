package cairn.placement.allocation;

import cairn.http.BodySchema;

/** What bodies that set allocations look like, in the forms that they have had. */
final class AllocationSchemas {
  private static final String RESOURCES =
      """
      {
        "type": "object", "minProperties": 1,
        "patternProperties": {"^[0-9A-Z_]+$": {"type": "integer", "minimum": 1}},
        "additionalProperties": false
      }\
      """;

  private static final String LIST =
      """
      {
        "type": "array", "minItems": 1,
        "items": {
          "type": "object",
          "properties": {
            "resource_provider": {
              "type": "object",
              "properties": {"uuid": {"type": "string", "format": "uuid"}},
              "additionalProperties": false, "required": ["uuid"]
            },
            "resources": %s
          },
          "required": ["resource_provider", "resources"],
          "additionalProperties": false
        }
      }\
      """
          .formatted(RESOURCES);

  private static final String OWNER =
      """
      "project_id": {"type": "string", "minLength": 1, "maxLength": 255},
      "user_id": {"type": "string", "minLength": 1, "maxLength": 255}\
      """;
  private static final String GENERATION =
      """
      "consumer_generation": {"type": ["integer", "null"]}\
      """;
  private static final String TYPE =
      """
      "consumer_type": {
        "type": "string", "pattern": "^[A-Z0-9_]+$", "minLength": 1, "maxLength": 255
      }\
      """;
  private static final String MAPPINGS =
      """
      "mappings": {"type": "object"}\
      """;

  /** To 1.7. */
  static final BodySchema PUT_1_0 = body(LIST, "", "\"allocations\"");

  /** From 1.8 to 1.11: with the owner. */
  static final BodySchema PUT_1_8 =
      body(LIST, OWNER, "\"allocations\", \"project_id\", \"user_id\"");

  /** From 1.12 to 1.27: by provider. */
  static final BodySchema PUT_1_12 = BodySchema.of(named(1, OWNER, ""));

  /** From 1.28 to 1.33: with the consumer's generation; may be empty. */
  static final BodySchema PUT_1_28 =
      BodySchema.of(named(0, OWNER + "," + GENERATION, ", \"consumer_generation\""));

  /** From 1.34 to 1.37: mappings are let pass. */
  static final BodySchema PUT_1_34 =
      BodySchema.of(
          named(0, OWNER + "," + GENERATION + "," + MAPPINGS, ", \"consumer_generation\""));

  private static final String NEWEST =
      named(
          0,
          OWNER + "," + GENERATION + "," + MAPPINGS + "," + TYPE,
          ", \"consumer_generation\", \"consumer_type\"");

  /** From 1.38: with the consumer's type. */
  static final BodySchema PUT_1_38 = BodySchema.of(NEWEST);

  /** Several consumers, from 1.13 to 1.27. */
  static final BodySchema POST_1_13 = many(named(0, OWNER, ""));

  static final BodySchema POST_1_28 =
      many(named(0, OWNER + "," + GENERATION, ", \"consumer_generation\""));

  static final BodySchema POST_1_34 =
      many(named(0, OWNER + "," + GENERATION + "," + MAPPINGS, ", \"consumer_generation\""));

  static final BodySchema POST_1_38 = many(NEWEST);

  private AllocationSchemas() {}

  private static BodySchema body(String allocations, String more, String required) {
    return BodySchema.of(object(allocations, more, required));
  }

  private static String object(String allocations, String more, String required) {
    return """
    {
      "type": "object",
      "properties": {"allocations": %s %s},
      "required": [%s],
      "additionalProperties": false
    }\
    """
        .formatted(allocations, more.isEmpty() ? "" : "," + more, required);
  }

  private static String named(int least, String more, String required) {
    var byProvider =
        """
        {
          "type": "object", "minProperties": %d,
          "patternProperties": {
            "^[0-9a-fA-F-]{36}$": {
              "type": "object",
              "properties": {"resources": %s, "generation": {"type": "integer"}},
              "required": ["resources"],
              "additionalProperties": false
            }
          },
          "additionalProperties": false
        }\
        """
            .formatted(least, RESOURCES);
    return object(byProvider, more, "\"allocations\", \"project_id\", \"user_id\"" + required);
  }

  private static BodySchema many(String one) {
    return BodySchema.of(
        """
        {
          "type": "object", "minProperties": 1,
          "patternProperties": {"^[0-9a-fA-F-]{36}$": %s},
          "additionalProperties": false
        }\
        """
            .formatted(one));
  }
}
