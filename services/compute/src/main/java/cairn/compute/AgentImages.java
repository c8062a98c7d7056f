package cairn.compute;

import cairn.common.CloudException;
import cairn.common.Id;
import cairn.compute.stream.HostToken;
import cairn.compute.wire.ComputeErrors;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.image.image.ImageId;
import cairn.image.image.Images;

/** {@code /agent/v1/images}: images for the hosts' agents, who show their token. */
final class AgentImages {
  private final Images images;
  private final HostToken token;

  AgentImages(Images images, HostToken token) {
    this.images = images;
    this.token = token;
  }

  void declare(Routes routes) {
    routes.get("/v1/images/{id}").open().to(this::download);
  }

  private Response download(Request request) {
    token.check(request.header(HostToken.HEADER));
    var id =
        Id.parse(request.parameter("id"))
            .map(ImageId::new)
            .orElseThrow(() -> ComputeErrors.notFound("There is no such image."));
    var data = images.open(id);
    return Response.stream(
        200,
        "application/octet-stream",
        data.sizeBytes(),
        out -> {
          try (data) {
            data.stream().transferTo(out);
          } catch (java.io.IOException e) {
            throw new CloudException(
                CloudException.Kind.INTERNAL, "The image could not be sent.", e.toString(), e);
          }
        });
  }
}
