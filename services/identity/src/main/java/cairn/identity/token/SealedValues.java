package cairn.identity.token;

import cairn.common.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * Secrets among the values of a document, {@code {"sealed": "gAAAA..."}} in its row. What was kept
 * in the clear is read as it is, and sealed when it is written next. Safe for many threads.
 */
public final class SealedValues {
  private static final String SEALED = "sealed";

  private final Fernet fernet;

  /** With the keys of credentials. */
  public SealedValues(Fernet fernet) {
    this.fernet = fernet;
  }

  /** The value as it is kept. */
  public JsonNode seal(JsonNode value) {
    var text = Json.write(value).getBytes(StandardCharsets.UTF_8);
    return Json.object().put(SEALED, fernet.seal(text));
  }

  /** The value as it was given. */
  public JsonNode open(JsonNode kept) {
    if (!kept.path(SEALED).isString()) {
      return kept;
    }
    return fernet
        .open(kept.path(SEALED).stringValue())
        .map(bytes -> Json.parse(new String(bytes, StandardCharsets.UTF_8)))
        .orElseThrow(
            () -> new IllegalStateException("a secret was sealed with a key that is gone"));
  }
}
