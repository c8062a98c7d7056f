package cairn.placement;

import cairn.http.Response;
import cairn.http.Routes;

/** Which versions of the Placement API there are: open to everybody. */
final class VersionsApi {
  private VersionsApi() {}

  static void addTo(Routes routes) {
    routes
        .get("/")
        .open()
        .to(request ->
            Response.ok(json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("versions");
              json.writeStartObject();
              json.writeStringProperty("id", "v1.0");
              json.writeStringProperty("status", "CURRENT");
              json.writeStringProperty("min_version", PlacementModule.VERSION_MIN);
              json.writeStringProperty("max_version", PlacementModule.VERSION_MAX);
              json.writeArrayPropertyStart("links");
              json.writeStartObject();
              json.writeStringProperty("rel", "self");
              json.writeStringProperty("href", "");
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
