package cairn.image.quota;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.sql.Database;

/** The route by which a project sees what it uses and may use. */
public final class UsageApi {
  private final Database database;
  private final ImageQuotas quotas;

  public UsageApi(Database database, ImageQuotas quotas) {
    this.database = database;
    this.quotas = quotas;
  }

  /** Enters the route into the table. */
  public void addTo(Routes routes) {
    routes.get("/v2/info/usage").to(this::show);
  }

  private Response show(Request request) {
    var project = request.caller().projectId().orElse("");
    var usage = database.read(tx -> quotas.usage(tx, project));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("usage");
      usage.forEach((resource, one) -> {
        json.writeObjectPropertyStart(resource.wire());
        json.writeNumberProperty("usage", one.used());
        json.writeNumberProperty("limit", one.limit());
        json.writeEndObject();
      });
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
