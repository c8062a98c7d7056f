package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;

/** The routes of the import in two steps: stage the data, then take it over. */
public final class ImportApi {
  /** What we offer; we fetch nothing from the network for a user. */
  static final String METHODS = "glance-direct";

  private final Images images;
  private final ImageAccess access;

  public ImportApi(Images images) {
    this.images = images;
    this.access = new ImageAccess(images);
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    routes
        .post("/v2/images/{image}/import")
        .body(ImageSchemas.IMPORT)
        .policyInHandler(ImagePolicy.MODIFY)
        .to(this::start);
    routes.get("/v2/info/import").to(request -> methods());
    routes.get("/v2/info/stores").to(request -> stores());
  }

  private Response start(Request request) {
    var image = access.allowed(request);
    var method = request.body().path("method").path("name").asString();
    if (!method.equals(METHODS)) {
      throw new CloudException(
          Kind.BAD_REQUEST, "Unknown import method name '%s'.".formatted(method));
    }
    images.uploads().importStaged(image.id(), request.caller().projectId().orElse(""));
    return Response.empty(202);
  }

  private static Response methods() {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("import-methods");
      json.writeStringProperty("description", "Import methods available.");
      json.writeStringProperty("type", "array");
      json.writeArrayPropertyStart("value");
      json.writeString(METHODS);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static Response stores() {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("stores");
      json.writeStartObject();
      json.writeStringProperty("id", "file");
      json.writeStringProperty("description", "Files in the cloud's data folder");
      json.writeStringProperty("default", "true");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
