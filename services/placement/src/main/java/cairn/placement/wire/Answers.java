package cairn.placement.wire;

import cairn.common.Time;
import cairn.http.JsonBody;
import cairn.http.Request;
import cairn.http.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Answers with the headers that they carry since version 1.15. Thread-safe. */
public final class Answers {
  private final Time time;

  public Answers(Time time) {
    this.time = time;
  }

  /** A document, fresh each time. */
  public Response json(Request request, int status, JsonBody body) {
    return stamp(request, Response.json(status, body));
  }

  /** A document with status 200. */
  public Response ok(Request request, JsonBody body) {
    return json(request, 200, body);
  }

  /** No document. */
  public Response empty(Request request, int status) {
    return stamp(request, Response.empty(status));
  }

  private Response stamp(Request request, Response response) {
    if (request.version().since(1, 15)) {
      response.header("cache-control", "no-cache");
      response.header(
          "last-modified",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)));
    }
    return response;
  }
}
