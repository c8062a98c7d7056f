package cairn.identity.catalog;

import cairn.common.Json;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * The text of one catalog for each of those who lately saw it: every token that is looked at shows
 * it, and it is the longest part of the answer. Bounded; safe for many threads.
 */
final class CatalogTexts {
  /** Of some 6 KiB each. */
  private static final int TEXTS_MAX = 512;

  private final Map<UrlBlanks, SerializableString> texts = new ConcurrentHashMap<>();

  /** Writes the catalog for those blanks. */
  @FunctionalInterface
  interface Writer {
    void write(JsonGenerator json, UrlBlanks blanks);
  }

  /** The text for those blanks. */
  SerializableString of(UrlBlanks blanks, Writer writer) {
    var known = texts.get(blanks);
    if (known != null) {
      return known;
    }
    var text = new StringWriter();
    try (var json = Json.MAPPER.createGenerator(text)) {
      writer.write(json, blanks);
    }
    var written = new SerializedString(text.toString());
    if (texts.size() >= TEXTS_MAX) {
      texts.clear();
    }
    texts.put(blanks, written);
    return written;
  }
}
