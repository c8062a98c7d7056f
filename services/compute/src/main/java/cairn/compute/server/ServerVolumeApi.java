package cairn.compute.server;

import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;

/** {@code /servers/{id}/os-volume_attachments}: a server has no volumes yet. */
public final class ServerVolumeApi {
  private static final Rule INDEX =
      new Rule(
          "os_compute_api:os-volumes-attachments:index",
          "rule:project_reader_or_admin",
          "List a server's volumes");

  private final Servers servers;

  /** Answers for those servers. */
  public ServerVolumeApi(Servers servers) {
    this.servers = servers;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes
        .get("/v2.1/servers/{id}/os-volume_attachments")
        .policyInHandler(INDEX)
        .to(request -> {
          var _ = servers.checked(request);
          return Response.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("volumeAttachments");
            json.writeEndArray();
            json.writeEndObject();
          });
        });
  }
}
