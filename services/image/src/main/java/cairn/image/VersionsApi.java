package cairn.image;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.List;

/** Which versions of the Image API there are: open to everybody. */
final class VersionsApi {
  private static final List<String> VERSIONS =
      List.of("v2.9", "v2.7", "v2.6", "v2.5", "v2.4", "v2.3", "v2.2", "v2.1", "v2.0");

  private VersionsApi() {}

  static void addTo(Routes routes) {
    // 300: it is for the client to choose one.
    routes.get("/").open().to(request -> versions(300, request));
    routes.get("/versions").open().to(request -> versions(200, request));
  }

  private static Response versions(int status, Request request) {
    return Response.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("versions");
          for (var version : VERSIONS) {
            json.writeStartObject();
            json.writeStringProperty("id", version);
            json.writeStringProperty(
                "status", version.equals(VERSIONS.getFirst()) ? "CURRENT" : "SUPPORTED");
            json.writeArrayPropertyStart("links");
            json.writeStartObject();
            json.writeStringProperty("rel", "self");
            json.writeStringProperty("href", request.baseUrl() + "/image/v2/");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
