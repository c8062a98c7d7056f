package cairn.network.wire;

import cairn.http.Query;
import cairn.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** The links to the pages before and after ({@code ports_links}). */
record PageLinks(Request request, ListRequest wanted) {
  void write(JsonGenerator json, String plural, List<UUID> ids, boolean more) {
    if (wanted.limit() == 0) {
      return;
    }
    json.writeArrayPropertyStart(plural + "_links");
    if (!ids.isEmpty() && (more || wanted.reverse())) {
      link(json, "next", ids.getLast().toString(), false);
    }
    if (!ids.isEmpty() && (more || !wanted.reverse())) {
      link(json, "previous", ids.getFirst().toString(), true);
    }
    json.writeEndArray();
  }

  private void link(JsonGenerator json, String relation, String marker, boolean reverse) {
    var parts = new ArrayList<String>();
    Query query = request.query();
    for (var name : query.names()) {
      if (!name.equals("marker") && !name.equals("page_reverse")) {
        query.all(name).forEach(value -> parts.add(encode(name) + "=" + encode(value)));
      }
    }
    parts.add("marker=" + encode(marker));
    if (reverse) {
      parts.add("page_reverse=True");
    }
    json.writeStartObject();
    json.writeStringProperty(
        "href", request.baseUrl() + request.path() + "?" + String.join("&", parts));
    json.writeStringProperty("rel", relation);
    json.writeEndObject();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
