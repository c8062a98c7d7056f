package cairn.http;

import cairn.common.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The id of what a POST has made, as its answer tells it: for the record of who did what. Pure. */
final class MadeId {
  private static final int LENGTH_MAX = 1 << 20;

  private MadeId() {}

  /** The text {@code id} of the document, or of the one object in it. */
  static Optional<String> of(Response response) {
    if (!(response.body() instanceof Response.Body.Bytes(var bytes))
        || bytes.remaining() > LENGTH_MAX) {
      return Optional.empty();
    }
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    try (var parser = Json.MAPPER.createParser(copy)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? within(parser, true) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> within(JsonParser parser, boolean outer) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("id") && value == JsonToken.VALUE_STRING) {
        return Optional.of(parser.getString());
      }
      if (outer && value == JsonToken.START_OBJECT) {
        var found = within(parser, false);
        if (found.isPresent()) {
          return found;
        }
      } else {
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }
}
