package cairn.identity.discovery;

import cairn.common.CloudException;
import cairn.http.Response;
import cairn.http.Routes;

/** The certificates of tokens that no release signs any more: both routes say so. */
public final class SimpleCertApi {
  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v3/OS-SIMPLE-CERT/ca").open().to(_ -> gone());
    routes.get("/v3/OS-SIMPLE-CERT/certificates").open().to(_ -> gone());
  }

  private static Response gone() {
    throw new CloudException(
        CloudException.Kind.GONE,
        "This API is no longer available due to the removal of support for PKI tokens.");
  }
}
