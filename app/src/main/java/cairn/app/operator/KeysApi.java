package cairn.app.operator;

import cairn.common.CloudException;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.IdentityModule;
import cairn.policy.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** New keys for what identity seals: {@code POST /operator/keys/REPOSITORY/rotate}. */
public final class KeysApi {
  private static final Rule ROTATE =
      new Rule("cairn:keys:rotate", "role:admin", "Begin to seal with new keys");

  private final IdentityModule identity;

  /** Rotates the keys of that service. */
  public KeysApi(IdentityModule identity) {
    this.identity = identity;
  }

  /** Enters the routes into the operator's table. */
  public void declare(Routes routes) {
    routes.post("/keys/{repository}/rotate").policy(ROTATE).to(this::rotate);
  }

  private Response rotate(Request request) {
    try {
      switch (request.parameter("repository")) {
        case "tokens" -> identity.keys().rotate();
        case "receipts" -> identity.receiptKeys().rotate();
        case "credentials" -> {
          identity.credentialKeys().rotate();
          identity.sealAgain();
        }
        default ->
            throw new CloudException(
                CloudException.Kind.NOT_FOUND,
                "The repositories are tokens, receipts and credentials.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the keys cannot be rotated", e);
    }
    return Response.empty(204);
  }
}
