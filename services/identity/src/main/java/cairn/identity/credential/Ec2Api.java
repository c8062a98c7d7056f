package cairn.identity.credential;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.Map;
import java.util.Optional;

/** A user's EC2 keys over HTTP, in the form that the older clients know. */
public final class Ec2Api {
  private static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["tenant_id"],
           "properties": {"tenant_id": {"type": "string", "minLength": 1, "maxLength": 64}}}\
          """);

  private final Credentials credentials;
  private final Directory directory;
  private final Tokens tokens;
  private final Entropy entropy;

  public Ec2Api(Credentials credentials, Directory directory, Tokens tokens, Entropy entropy) {
    this.credentials = credentials;
    this.directory = directory;
    this.tokens = tokens;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/users/{user_id}/credentials/OS-EC2";
    var one = all + "/{credential_id}";
    routes.get(all).policyInHandler(CredentialPolicy.EC2_LIST).to(this::list);
    routes.post(all).body(CREATE).policyInHandler(CredentialPolicy.EC2_CREATE).to(this::create);
    routes.get(one).policyInHandler(CredentialPolicy.EC2_SHOW).to(this::show);
    routes.delete(one).policyInHandler(CredentialPolicy.EC2_DELETE).to(this::delete);
  }

  private Response list(Request request) {
    var userId = checkedUser(request);
    return Answers.list(
        request,
        "credentials",
        credentials.list(Optional.of(userId), Optional.of(Credential.EC2)),
        (json, each) -> CredentialJson.ec2(json, each, request.baseUrl()));
  }

  private Response create(Request request) {
    var userId = checkedUser(request);
    var projectId = request.body().path("tenant_id").stringValue();
    if (directory.project(projectId).isEmpty()) {
      throw Refusals.notFound("project", projectId);
    }
    var access = entropy.hexId();
    var made =
        new Credential(
            Ec2Blob.credentialId(access),
            userId,
            Optional.of(projectId),
            Credential.EC2,
            Json.write(Map.of("access", access, "secret", entropy.hexId())),
            Body.none());
    credentials.create(made);
    return one(201, request, made);
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response delete(Request request) {
    credentials.delete(checked(request).id());
    return Answers.none();
  }

  private String checkedUser(Request request) {
    var userId = request.parameter("user_id");
    request.check(Credential.target(userId));
    requireOwnLogin(request);
    if (directory.user(userId).isEmpty()) {
      throw Refusals.notFound("user", userId);
    }
    return userId;
  }

  private Credential checked(Request request) {
    var access = request.parameter("credential_id");
    var found =
        credentials
            .find(Ec2Blob.credentialId(access))
            .filter(each -> each.type().equals(Credential.EC2));
    if (found.isEmpty()) {
      // That there are no such keys, everybody may know.
      request.allows(Target.NONE);
      throw Refusals.notFound("credential", access);
    }
    request.check(found.get().target());
    requireOwnLogin(request);
    return found.get();
  }

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
        (json, shown) -> CredentialJson.ec2(json, shown, request.baseUrl()));
  }
}
