package cairn.identity.federation.openid;

import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.federation.login.FederatedLogins;
import cairn.identity.token.TokenJson;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import java.util.Optional;

/** Logging in with the token of an OpenID provider, over HTTP. */
public final class OpenIdApi {
  private final FederatedLogins logins;
  private final BearerTokens bearers;

  public OpenIdApi(FederatedLogins logins, Time time) {
    this.logins = logins;
    var client = new IssuerClient();
    var issuers = new Issuers(client, time);
    this.bearers = new BearerTokens(client, issuers, new SignedTokens(issuers, time));
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    // Open, because the issuer's token is the proof.
    var path = "/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth";
    routes.get(path).open().to(this::login);
    routes.post(path).open().to(this::login);
  }

  private Response login(Request request) {
    var protocol = request.parameter("protocol_id");
    var provider = logins.provider(request.parameter("idp_id"), protocol);
    var issued =
        logins.login(provider.id(), protocol, bearers.assertion(provider, bearer(request)));
    return document(request, issued);
  }

  private static Response document(Request request, Tokens.Issued issued) {
    return Answers.json(
            201, json -> TokenJson.write(json, issued.token(), Optional.empty(), request.baseUrl()))
        .header("X-Subject-Token", issued.text());
  }

  private static String bearer(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip())
        .orElseThrow(() -> Refusals.unauthenticated("no token of the provider"));
  }
}
