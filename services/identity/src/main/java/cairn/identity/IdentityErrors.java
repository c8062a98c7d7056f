package cairn.identity;

import cairn.common.CloudException;
import cairn.http.Response;
import cairn.identity.wire.Answers;
import java.util.Map;

/** The error form of this service: {@code {"error": {"code", "title", "message"}}}. */
final class IdentityErrors {
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"));

  private IdentityErrors() {}

  static Response render(CloudException error) {
    var status = error.kind().status();
    return Answers.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("error");
          json.writeNumberProperty("code", status);
          json.writeStringProperty("message", String.valueOf(error.getMessage()));
          json.writeStringProperty("title", TITLES.getOrDefault(status, "Internal Server Error"));
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
