package cairn.identity.discovery;

import cairn.common.CloudException;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Refusals;

/**
 * The certificates of tokens that no release signs any more, and the list of those that were
 * revoked: all routes say so.
 */
public final class SimpleCertApi {
  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v3/OS-SIMPLE-CERT/ca").open().to(_ -> gone());
    routes.get("/v3/OS-SIMPLE-CERT/certificates").open().to(_ -> gone());
    routes.get("/v3/auth/tokens/OS-PKI/revoked").open().to(_ -> refused());
  }

  private static Response refused() {
    throw Refusals.forbidden("You are not authorized to perform the requested action.");
  }

  private static Response gone() {
    throw new CloudException(
        CloudException.Kind.GONE,
        "This API is no longer available due to the removal of support for PKI tokens.");
  }
}
