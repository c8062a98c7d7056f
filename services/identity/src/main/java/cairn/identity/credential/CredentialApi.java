package cairn.identity.credential;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.List;
import java.util.Optional;

/** Credentials of all types over HTTP. */
public final class CredentialApi {
  private final Credentials credentials;
  private final Tokens tokens;
  private final Entropy entropy;

  public CredentialApi(Credentials credentials, Tokens tokens, Entropy entropy) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/credentials";
    var one = all + "/{credential_id}";
    routes.get(all).policyInHandler(CredentialPolicy.LIST).to(this::list);
    routes
        .post(all)
        .body(CredentialJson.CREATE)
        .policyInHandler(CredentialPolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(CredentialPolicy.SHOW).to(this::show);
    routes
        .patch(one)
        .body(CredentialJson.UPDATE)
        .policyInHandler(CredentialPolicy.UPDATE)
        .to(this::update);
    routes.delete(one).policyInHandler(CredentialPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    var caller = request.caller().userId();
    request.check(Credential.target(caller));
    var user = request.query().last("user_id").filter(id -> !id.isEmpty());
    var type = request.query().last("type").filter(text -> !text.isEmpty());
    // Whoever may not see a stranger's has only their own to be looked for.
    var strangers = request.allows(CredentialPolicy.SHOW, Credential.target("a stranger"));
    var own = user.map(caller::equals).orElse(true);
    var seen =
        tokens.of(request).token().delegated() || !(strangers || own)
            ? List.<Credential>of()
            : credentials.list(strangers ? user : Optional.of(caller), type);
    return Answers.list(
        request,
        "credentials",
        seen.stream().filter(each -> request.allows(CredentialPolicy.SHOW, each.target())).toList(),
        (json, each) -> CredentialJson.write(json, each, request.baseUrl()));
  }

  private Response create(Request request) {
    var body = request.body().path("credential");
    request.check(Credential.target(body.path("user_id").stringValue()));
    requireOwnLogin(request);
    var wanted = CredentialJson.read(body, entropy);
    credentials.create(wanted);
    return one(201, request, wanted);
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response update(Request request) {
    var change = request.body().path("credential");
    var id = checked(request).id();
    return one(
        200, request, credentials.update(id, before -> CredentialJson.merge(before, change)));
  }

  private Response delete(Request request) {
    credentials.delete(checked(request).id());
    return Answers.none();
  }

  private Credential checked(Request request) {
    var id = request.parameter("credential_id");
    var found = credentials.find(id);
    request.check(found.map(Credential::target).orElse(Target.NONE));
    requireOwnLogin(request);
    return found.orElseThrow(() -> Refusals.notFound("credential", id));
  }

  /** What was given away does not reach the user's other secrets. */
  private void requireOwnLogin(Request request) {
    if (tokens.of(request).token().delegated()) {
      throw Refusals.notAuthorized("Delegated tokens cannot access credentials directly");
    }
  }

  private static Response one(int status, Request request, Credential credential) {
    return Answers.one(
        status,
        "credential",
        credential,
        (json, shown) -> CredentialJson.write(json, shown, request.baseUrl()));
  }
}
