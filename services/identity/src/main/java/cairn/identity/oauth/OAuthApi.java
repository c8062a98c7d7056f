package cairn.identity.oauth;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.time.Instant;
import java.util.LinkedHashSet;

/** The way of a consumer to an access token, over HTTP. */
public final class OAuthApi {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final OAuth oauth;
  private final Directory directory;
  private final Tokens tokens;

  public OAuthApi(OAuth oauth, Directory directory, Tokens tokens) {
    this.oauth = oauth;
    this.directory = directory;
    this.tokens = tokens;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.post("/v3/OS-OAUTH1/request_token").open().to(this::request);
    routes
        .put("/v3/OS-OAUTH1/authorize/{request_token_id}")
        .body(OAuthJson.AUTHORIZE)
        .policy(OAuthPolicy.AUTHORIZE)
        .to(this::authorize);
    routes.post("/v3/OS-OAUTH1/access_token").open().to(this::access);
  }

  private Response request(Request request) {
    var signed = SignedRequest.of(request);
    signed.required("oauth_consumer_key");
    var projectId =
        request
            .header("Requested-Project-Id")
            .orElseThrow(() -> Refusals.missing("Requested-Project-Id", "request"));
    var made = oauth.request(signed, projectId);
    return form(made.id(), made.secret(), made.expiresAt());
  }

  private Response authorize(Request request) {
    var token = tokens.of(request).token();
    if (token.delegated()) {
      throw Refusals.forbidden(
          "Cannot authorize a request token with a token issued via delegation.");
    }
    var roleIds = new LinkedHashSet<String>();
    for (var role : request.body().path("roles")) {
      roleIds.add(Body.text(role, "id").orElseGet(() -> roleNamed(Body.text(role, "name", ""))));
    }
    var verifier =
        oauth.authorize(
            request.parameter("request_token_id"), token.userId(), roleIds.stream().toList());
    return Answers.one(
        200, "token", verifier, (json, text) -> json.writeStringProperty("oauth_verifier", text));
  }

  private String roleNamed(String name) {
    return directory
        .roles()
        .named(name)
        .map(RoleEntry::id)
        .orElseThrow(() -> Refusals.notFound("role", name));
  }

  private Response access(Request request) {
    var made = oauth.access(SignedRequest.of(request));
    return form(made.id(), made.secret(), made.expiresAt().orElseThrow());
  }

  /** What the protocol answers with is a form, not JSON. */
  private static Response form(String token, String secret, Instant expiresAt) {
    return Response.text(
        201,
        FORM,
        "oauth_token=%s&oauth_token_secret=%s&oauth_expires_at=%s"
            .formatted(token, secret, Answers.time(expiresAt)));
  }
}
