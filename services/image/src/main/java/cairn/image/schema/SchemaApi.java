package cairn.image.schema;

import cairn.http.Response;
import cairn.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The routes of the published schemas; the documents lie beside this class. */
public final class SchemaApi {
  private SchemaApi() {}

  /** Enters the routes into the table. */
  public static void addTo(Routes routes) {
    add(routes, "image");
    add(routes, "images");
    add(routes, "member");
    add(routes, "members");
  }

  private static void add(Routes routes, String name) {
    var document = document(name);
    routes
        .get("/v2/schemas/" + name)
        .to(request -> Response.bytes(200, "application/json", document));
  }

  private static byte[] document(String name) {
    try (InputStream in = SchemaApi.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no schema " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
