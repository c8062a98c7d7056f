package cairn.identity.oauth;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.role.RoleJson;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import java.util.Optional;

/** What users gave to consumers, over HTTP. */
public final class AccessTokenApi {
  private final OAuth oauth;
  private final Directory directory;
  private final Tokens tokens;

  public AccessTokenApi(OAuth oauth, Directory directory, Tokens tokens) {
    this.oauth = oauth;
    this.directory = directory;
    this.tokens = tokens;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/users/{user_id}/OS-OAUTH1/access_tokens";
    var one = all + "/{access_token_id}";
    routes.get(all).policy(OAuthPolicy.LIST_ACCESS_TOKENS).to(this::list);
    routes.get(one).policy(OAuthPolicy.SHOW_ACCESS_TOKEN).to(this::show);
    routes.delete(one).policy(OAuthPolicy.DELETE_ACCESS_TOKEN).to(this::delete);
    routes.get(one + "/roles").policy(OAuthPolicy.LIST_ROLES).to(this::roles);
    routes.get(one + "/roles/{role_id}").policy(OAuthPolicy.SHOW_ROLE).to(this::role);
  }

  private Response list(Request request) {
    requireOwnLogin(request);
    return Answers.list(
        request,
        "access_tokens",
        oauth.accessTokens(request.parameter("user_id")),
        (json, token) -> OAuthJson.write(json, token, request.baseUrl()));
  }

  private Response show(Request request) {
    requireOwnLogin(request);
    return Answers.one(
        200,
        "access_token",
        existing(request),
        (json, token) -> OAuthJson.write(json, token, request.baseUrl()));
  }

  private Response delete(Request request) {
    requireOwnLogin(request);
    oauth.deleteAccessToken(existing(request).id());
    return Answers.none();
  }

  private Response roles(Request request) {
    return Answers.list(
        request,
        "roles",
        existing(request).roleIds().stream()
            .flatMap(id -> directory.roles().find(id).stream())
            .toList(),
        (json, role) -> RoleJson.write(json, role, request.baseUrl()));
  }

  private Response role(Request request) {
    var id = request.parameter("role_id");
    RoleEntry role =
        Optional.of(id)
            .filter(existing(request).roleIds()::contains)
            .flatMap(directory.roles()::find)
            .orElseThrow(() -> Refusals.notFound("role", id));
    return Answers.one(
        200, "role", role, (json, shown) -> RoleJson.write(json, shown, request.baseUrl()));
  }

  private AccessToken existing(Request request) {
    var id = request.parameter("access_token_id");
    return oauth
        .accessToken(id)
        .filter(token -> token.userId().equals(request.parameter("user_id")))
        .orElseThrow(() -> Refusals.notFound("Access Token", id));
  }

  private void requireOwnLogin(Request request) {
    if (tokens.of(request).token().delegated()) {
      throw Refusals.forbidden(
          "Cannot manage OAuth access tokens with a token issued via delegation.");
    }
  }
}
