package cairn.http;

import tools.jackson.core.JsonGenerator;

/** Writes a document, one value, with the generator of the answer. */
@FunctionalInterface
public interface JsonBody {
  /** Writes it. */
  void write(JsonGenerator json);
}
