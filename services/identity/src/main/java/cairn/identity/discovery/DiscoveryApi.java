package cairn.identity.discovery;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import tools.jackson.core.JsonGenerator;

/** Says which versions there are; open to all. */
public final class DiscoveryApi {
  private static final String VERSION = "v3.14";
  private static final String UPDATED = "2020-04-07T00:00:00Z";
  private static final String MEDIA_TYPE = "application/vnd.openstack.identity-v3+json";
  private static final String JSON_HOME = "application/json-home";

  private final JsonHome home;

  /** The JSON-home document is made from the table as it is when the first request comes. */
  public DiscoveryApi(Routes routes) {
    this.home = new JsonHome(routes);
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("").open().to(this::versions);
    routes.get("/v3").open().to(this::version);
  }

  private Response versions(Request request) {
    if (wantsHome(request)) {
      return home.answer("v3");
    }
    return Response.json(
            300,
            json -> {
              json.writeStartObject();
              json.writeObjectPropertyStart("versions");
              json.writeArrayPropertyStart("values");
              json.writeStartObject();
              write(json, request.baseUrl());
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
            })
        .header("Vary", "X-Auth-Token")
        .header("Location", request.baseUrl() + Answers.V3 + "/");
  }

  private Response version(Request request) {
    if (wantsHome(request)) {
      return home.answer("");
    }
    return Answers.one(200, "version", request.baseUrl(), DiscoveryApi::write);
  }

  private static boolean wantsHome(Request request) {
    return request.header("Accept").map(accept -> accept.contains(JSON_HOME)).orElse(false);
  }

  private static void write(JsonGenerator json, String baseUrl) {
    json.writeStringProperty("id", VERSION);
    json.writeStringProperty("status", "stable");
    json.writeStringProperty("updated", UPDATED);
    json.writeArrayPropertyStart("links");
    json.writeStartObject();
    json.writeStringProperty("rel", "self");
    json.writeStringProperty("href", baseUrl + Answers.V3 + "/");
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayPropertyStart("media-types");
    json.writeStartObject();
    json.writeStringProperty("base", "application/json");
    json.writeStringProperty("type", MEDIA_TYPE);
    json.writeEndObject();
    json.writeEndArray();
  }
}
