package cairn.compute.server;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;

/**
 * {@code /servers/{id}/os-server-password}: a password that a guest encrypts for its user and posts
 * to the metadata service. That service is read-only here, so it is always empty.
 */
public final class ServerPasswordApi {
  private static final String PATH = "/v2.1/servers/{id}/os-server-password";

  private final Servers servers;

  /** Answers for those servers. */
  public ServerPasswordApi(Servers servers) {
    this.servers = servers;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(PATH).policyInHandler(ServerPolicy.PASSWORD_SHOW).to(this::show);
    routes.delete(PATH).policyInHandler(ServerPolicy.PASSWORD_CLEAR).to(this::clear);
  }

  private Response show(Request request) {
    var _ = servers.checked(request);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeStringProperty("password", "");
      json.writeEndObject();
    });
  }

  private Response clear(Request request) {
    var _ = servers.checked(request);
    return Response.empty(204);
  }
}
