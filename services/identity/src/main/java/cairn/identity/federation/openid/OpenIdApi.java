package cairn.identity.federation.openid;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.federation.login.FederatedLogins;
import cairn.identity.token.Fernet;
import cairn.identity.token.TokenJson;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import java.util.List;
import java.util.Optional;

/**
 * Logging in with the word of an OpenID provider, over HTTP: by a token that the client brings, or
 * by a browser that a dashboard sends here.
 */
public final class OpenIdApi {
  private static final String PROTOCOL =
      "/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}";
  private static final String CALLBACK = "/auth/OS-FEDERATION/openid/callback";
  private static final String COOKIE = "cairn-websso";
  private static final String GONE = "; Expires=Thu, 01 Jan 1970 00:00:00 GMT";

  private final FederatedLogins logins;
  private final BearerTokens bearers;
  private final WebLogins web;
  private final Entropy entropy;

  /**
   * A new one.
   *
   * @param dashboards the addresses that browsers may take a token to
   */
  public OpenIdApi(
      FederatedLogins logins, Fernet sealer, List<String> dashboards, Entropy entropy, Time time) {
    this.logins = logins;
    this.entropy = entropy;
    var client = new IssuerClient();
    var issuers = new Issuers(client, time);
    var signed = new SignedTokens(issuers, time);
    this.bearers = new BearerTokens(client, issuers, signed);
    this.web = new WebLogins(logins, client, issuers, signed, sealer, dashboards, entropy, time);
  }

  /** Enters the routes into the table; all open, because the issuer's word is the proof. */
  public void declare(Routes routes) {
    routes.get(PROTOCOL + "/auth").open().to(this::login);
    routes.post(PROTOCOL + "/auth").open().login().to(this::login);
    var web = "/v3/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso";
    routes.get(web).open().to(r -> begin(r, r.parameter("idp_id")));
    routes.post(web).open().login().to(r -> begin(r, r.parameter("idp_id")));
    var any = "/v3/auth/OS-FEDERATION/websso/{protocol_id}";
    routes.get(any).open().to(r -> begin(r, logins.onlyProvider(r.parameter("protocol_id"))));
    routes
        .post(any)
        .open()
        .login()
        .to(r -> begin(r, logins.onlyProvider(r.parameter("protocol_id"))));
    routes.get("/v3" + CALLBACK).open().to(this::end);
  }

  private Response login(Request request) {
    var protocol = request.parameter("protocol_id");
    var provider = logins.provider(request.parameter("idp_id"), protocol);
    var issued =
        logins.login(provider.id(), protocol, bearers.assertion(provider, bearer(request)));
    return document(request, issued);
  }

  private Response document(Request request, Tokens.Issued issued) {
    return Answers.json(
            201,
            json ->
                TokenJson.write(
                    json, issued.token(), Optional.empty(), logins.peers(), request.baseUrl()))
        .header("X-Subject-Token", issued.text());
  }

  private static String bearer(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip())
        .orElseThrow(() -> Refusals.unauthenticated("no token of the provider"));
  }

  private Response begin(Request request, String providerId) {
    var origin =
        request
            .query()
            .last("origin")
            .orElseThrow(() -> Refusals.invalid("Request must have an origin query parameter"));
    var protocol = request.parameter("protocol_id");
    var provider = logins.provider(providerId, protocol);
    var begun = web.begin(provider, protocol, origin, callback(request));
    return Response.empty(302)
        .header("Location", begun.location())
        .header("Cache-Control", "no-store")
        .header("Set-Cookie", cookie(request, begun.browser(), ""));
  }

  private Response end(Request request) {
    var code = request.query().last("code");
    var state = request.query().last("state");
    if (code.isEmpty() || state.isEmpty()) {
      throw new CloudException(
          CloudException.Kind.UNAUTHENTICATED,
          "The identity provider did not let you in.",
          request.query().last("error").orElse("no code"),
          null);
    }
    var ended = web.end(state.get(), code.get(), browser(request), callback(request));
    return WebLoginPage.of(ended.origin(), ended.issued(), entropy.hexId())
        .header("Set-Cookie", cookie(request, "", GONE));
  }

  private static String callback(Request request) {
    return request.baseUrl() + Answers.V3 + CALLBACK;
  }

  /** It goes with the browser's window; how long it is good for stands in the state. */
  private static String cookie(Request request, String value, String more) {
    var secure = request.baseUrl().startsWith("https:") ? "; Secure" : "";
    return "%s=%s; Path=%s; HttpOnly; SameSite=Lax%s%s"
        .formatted(COOKIE, value, Answers.V3, secure, more);
  }

  private static Optional<String> browser(Request request) {
    for (var part : request.header("Cookie").orElse("").split(";")) {
      var cookie = part.strip();
      if (cookie.startsWith(COOKIE + "=")) {
        return Optional.of(cookie.substring(COOKIE.length() + 1));
      }
    }
    return Optional.empty();
  }
}
