package cairn.identity.application;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.token.Tokens;
import cairn.identity.token.ValidToken;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Expiry;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Application credentials over HTTP. */
public final class ApplicationCredentialApi {
  private static final int SECRET_BYTES = 64;

  private final ApplicationCredentials credentials;
  private final Directory directory;
  private final Tokens tokens;
  private final Entropy entropy;
  private final Time time;

  public ApplicationCredentialApi(
      ApplicationCredentials credentials,
      Directory directory,
      Tokens tokens,
      Entropy entropy,
      Time time) {
    this.credentials = credentials;
    this.directory = directory;
    this.tokens = tokens;
    this.entropy = entropy;
    this.time = time;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/users/{user_id}/application_credentials";
    var one = all + "/{application_credential_id}";
    routes.get(all).policyInHandler(ApplicationCredentialPolicy.LIST).to(this::list);
    routes
        .post(all)
        .body(ApplicationCredentialJson.CREATE)
        .policyInHandler(ApplicationCredentialPolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(ApplicationCredentialPolicy.SHOW).to(this::show);
    routes.delete(one).policyInHandler(ApplicationCredentialPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    var userId = checkedUser(request);
    return Answers.page(
        request,
        "application_credentials",
        credentials.list(request.query(), userId),
        ApplicationCredential::id,
        view(request));
  }

  private Response create(Request request) {
    var userId = checkedUser(request);
    var token = unrestricted(request);
    var projectId =
        token
            .projectId()
            .orElseThrow(() ->
                Refusals.invalid(
                    "A project-scoped token is required to create an application credential."));
    var body = request.body().path("application_credential");
    var secret =
        Body.text(body, "secret")
            .orElseGet(() ->
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(entropy.bytes(SECRET_BYTES)));
    var wanted =
        new ApplicationCredential(
            entropy.hexId(),
            body.path("name").stringValue(),
            userId,
            projectId,
            Body.text(body, "description"),
            Expiry.read(body, time),
            Body.truth(body, "unrestricted", false),
            roles(body, token),
            List.of());
    var created = credentials.create(wanted, secret, body.path("access_rules"));
    return Answers.one(
        201,
        "application_credential",
        created,
        (json, made) -> {
          view(request).write(json, made);
          // The only time that it is shown.
          json.writeStringProperty("secret", secret);
        });
  }

  private Response show(Request request) {
    return Answers.one(200, "application_credential", existing(request), view(request));
  }

  private Response delete(Request request) {
    var existing = existing(request);
    unrestricted(request);
    credentials.delete(existing.userId(), existing.id());
    return Answers.none();
  }

  /** Whose it is says the credential, not the path, in which a stranger may name themselves. */
  private ApplicationCredential existing(Request request) {
    var id = request.parameter("application_credential_id");
    var found = credentials.find(id);
    if (found.isPresent()) {
      var owner = found.get().userId();
      request.check(Target.ofUser(owner).with("target.user.id", owner));
    }
    var userId = checkedUser(request);
    return found
        .filter(credential -> credential.userId().equals(userId))
        .orElseThrow(() -> Refusals.notFound("application credential", id));
  }

  private String checkedUser(Request request) {
    var userId = request.parameter("user_id");
    request.check(Target.ofUser(userId).with("target.user.id", userId));
    if (directory.user(userId).isEmpty()) {
      throw Refusals.notFound("user", userId);
    }
    var token = tokens.of(request);
    if (token.token().delegated() && token.credential().isEmpty()) {
      // The credential would outlive what was given away.
      throw Refusals.forbidden(
          "Cannot manage application credentials with a token issued via delegation.");
    }
    return userId;
  }

  /** A program must not make itself more secrets, unless its user said that it may. */
  private ValidToken unrestricted(Request request) {
    var token = tokens.of(request);
    if (token.credential().filter(credential -> !credential.unrestricted()).isPresent()) {
      throw Refusals.forbidden(
          "Using a restricted application credential to manage application credentials is not allowed.");
    }
    return token;
  }

  /** The roles that were asked for, all of which the token must carry; else all that it carries. */
  private static List<String> roles(JsonNode body, ValidToken token) {
    if (body.path("roles").isEmpty()) {
      return token.roles().stream().map(RoleEntry::id).toList();
    }
    var ids = new ArrayList<String>();
    for (var asked : body.path("roles")) {
      var id = Body.text(asked, "id");
      var name = Body.text(asked, "name");
      ids.add(
          token.roles().stream()
              .filter(role ->
                  id.isPresent()
                      ? role.id().equals(id.get())
                      : name.filter(role.name()::equals).isPresent())
              .findFirst()
              .map(RoleEntry::id)
              .orElseThrow(() ->
                  Refusals.invalid(
                      "Invalid application credential: Could not find role assignment with role: %s."
                          .formatted(id.or(() -> name).orElse("")))));
    }
    return ids.stream().distinct().toList();
  }

  private Answers.View<ApplicationCredential> view(Request request) {
    return (json, credential) ->
        ApplicationCredentialJson.write(json, credential, directory.roles(), request.baseUrl());
  }
}
