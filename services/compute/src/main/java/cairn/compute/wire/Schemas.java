package cairn.compute.wire;

/** JSON schemas that many bodies are made of, as text to be put into text blocks. */
public final class Schemas {
  /** A name: 1 to 255 characters, none of them a control character, no blank at either end. */
  public static final String NAME =
      """
      {"type": "string", "minLength": 1, "maxLength": 255,
       "pattern": "^(?![\\\\s])[^\\\\p{Cc}\\\\p{Cs}\\\\p{Co}\\\\p{Cn}]*(?<![\\\\s])$"}\
      """;

  /** A name or null. */
  public static final String NAME_OR_NULL = "{\"anyOf\": [" + NAME + ", {\"type\": \"null\"}]}";

  /** Some words, of any length that makes sense, or null. */
  public static final String DESCRIPTION =
      """
      {"type": ["string", "null"], "minLength": 0, "maxLength": 255, "pattern": "^[^\\\\p{Cc}]*$"}\
      """;

  /** A truth in the forms that clients use. */
  public static final String BOOLEAN =
      """
      {"enum": [true, false, "true", "false", "True", "False", "TRUE", "FALSE", "t", "T", "f", "F",
        "1", "0", "on", "On", "ON", "off", "Off", "OFF", "yes", "Yes", "YES", "no", "No", "NO",
        "y", "Y", "n", "N"]}\
      """;

  /** A whole number above 0, also as text. */
  public static final String POSITIVE =
      """
      {"type": ["integer", "string"], "pattern": "^0{0,9}[1-9][0-9]{0,8}$", "minimum": 1,
       "maximum": 2147483647, "minLength": 1}\
      """;

  /** A whole number from 0, also as text. */
  public static final String NOT_NEGATIVE =
      """
      {"type": ["integer", "string"], "pattern": "^0{0,9}[0-9]{1,9}$", "minimum": 0,
       "maximum": 2147483647, "minLength": 1}\
      """;

  /** Keys and texts, both at most 255 characters. */
  public static final String METADATA =
      """
      {"type": "object", "additionalProperties": false,
       "patternProperties": {"^[a-zA-Z0-9-_:. ]{1,255}$": {"type": "string", "maxLength": 255}}}\
      """;

  /** A server's tag. */
  public static final String TAG =
      """
      {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[^,/]*$"}\
      """;

  /** A host name without its domain. */
  public static final String HOSTNAME =
      """
      {"type": "string", "minLength": 2, "maxLength": 63,
       "pattern": "^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$"}\
      """;

  /** A host name with or without its domain. */
  public static final String FQDN =
      """
      {"type": "string", "minLength": 2, "maxLength": 255,
       "pattern": "^[a-zA-Z0-9]+[a-zA-Z0-9\\\\.-]*[a-zA-Z0-9]+$"}\
      """;

  /** A UUID. */
  public static final String UUID = "{\"type\": \"string\", \"format\": \"uuid\"}";

  private Schemas() {}

  /** A body of one action whose value is not looked at. */
  public static String bare(String action) {
    return """
    {"type": "object", "required": ["%1$s"], "additionalProperties": false,
     "properties": {"%1$s": {}}}\
    """
        .formatted(action);
  }

  /** A body of one action whose value has that schema. */
  public static String action(String action, String value) {
    return "{\"type\": \"object\", \"required\": [\"%1$s\"], \"additionalProperties\": false, "
            .formatted(action)
        + "\"properties\": {\"%s\": %s}}".formatted(action, value);
  }
}
