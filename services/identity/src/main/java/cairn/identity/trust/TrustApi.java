package cairn.identity.trust;

import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.role.RoleJson;
import cairn.identity.token.Tokens;
import cairn.identity.token.ValidToken;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.Optional;

/** Trusts over HTTP. */
public final class TrustApi {
  private static final String TRUSTS = "/v3/OS-TRUST/trusts";

  private final Trusts trusts;
  private final Directory directory;
  private final Tokens tokens;
  private final Time time;

  public TrustApi(Trusts trusts, Directory directory, Tokens tokens, Time time) {
    this.trusts = trusts;
    this.directory = directory;
    this.tokens = tokens;
    this.time = time;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = TRUSTS + "/{trust_id}";
    routes.alsoAsks(TrustPolicy.LIST_FOR_TRUSTOR, TrustPolicy.LIST_FOR_TRUSTEE);
    routes.get(TRUSTS).policyInHandler(TrustPolicy.LIST).to(this::list);
    routes.post(TRUSTS).body(TrustJson.CREATE).policyInHandler(TrustPolicy.CREATE).to(this::create);
    routes.get(one).policyInHandler(TrustPolicy.SHOW).to(this::show);
    routes.delete(one).policyInHandler(TrustPolicy.DELETE).to(this::delete);
    routes.get(one + "/roles").policyInHandler(TrustPolicy.ROLES).to(this::roles);
    routes.get(one + "/roles/{role_id}").policyInHandler(TrustPolicy.ROLE).to(this::role);
  }

  private Response list(Request request) {
    var trustor = request.query().last("trustor_user_id").filter(id -> !id.isEmpty());
    var trustee = request.query().last("trustee_user_id").filter(id -> !id.isEmpty());
    if (trustor.isPresent()) {
      ask(request, TrustPolicy.LIST_FOR_TRUSTOR, "target.trust.trustor_user_id", trustor.get());
    } else if (trustee.isPresent()) {
      ask(request, TrustPolicy.LIST_FOR_TRUSTEE, "target.trust.trustee_user_id", trustee.get());
    } else {
      request.check(Target.NONE);
    }
    ownToken(request);
    return Answers.list(
        request,
        "trusts",
        trusts.list(trustor, trustee),
        (json, trust) -> TrustJson.brief(json, trust, request.baseUrl()));
  }

  private static void ask(Request request, Rule rule, String attribute, String userId) {
    // The route's own rule is for the list of all; its answer does not matter here.
    var _ = request.allows(Target.NONE);
    if (!request.allows(rule, Target.NONE.with(attribute, userId))) {
      throw Refusals.notAuthorized(rule.name());
    }
  }

  private Response create(Request request) {
    var wanted = TrustJson.read(request.body().path("trust"), time);
    request.check(Target.NONE.with("target.trust.trustor_user_id", wanted.trustorId()));
    var token = ownToken(request);
    if (wanted.projectId().isPresent() && wanted.roles().isEmpty()) {
      throw Refusals.notAuthorized("At least one role should be specified");
    }
    if (!request.caller().userId().equals(wanted.trustorId())) {
      throw Refusals.notAuthorized("The authenticated user should match the trustor");
    }
    return one(201, request, trusts.create(wanted, token.trust()));
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response delete(Request request) {
    trusts.delete(checked(request).id());
    return Answers.none();
  }

  private Response roles(Request request) {
    var trust = checked(request);
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          TrustJson.roles(json, trust, directory.roles(), request.baseUrl());
          TrustJson.rolesLinks(json, "links", trust, request.baseUrl());
          json.writeEndObject();
        });
  }

  private Response role(Request request) {
    var id = request.parameter("role_id");
    RoleEntry role =
        Optional.of(id)
            .filter(checked(request).roleIds()::contains)
            .flatMap(directory.roles()::find)
            .orElseThrow(() -> Refusals.notFound("role", id));
    return Answers.one(
        200, "role", role, (json, shown) -> RoleJson.write(json, shown, request.baseUrl()));
  }

  /** That there is no such trust, everybody may know. */
  private Trust checked(Request request) {
    var id = request.parameter("trust_id");
    var trust = trusts.find(id).orElseThrow(() -> Refusals.notFound("trust", id));
    request.check(trust.target());
    ownToken(request);
    return trust;
  }

  /**
   * A token of an application credential, or of another thing that was given away, has no say over
   * trusts; one of a trust has, for that is how a trust is given on.
   */
  private ValidToken ownToken(Request request) {
    var token = tokens.of(request);
    if (token.token().delegated() && token.trust().isEmpty()) {
      throw Refusals.notAuthorized("Delegated tokens cannot manage trusts");
    }
    return token;
  }

  private Response one(int status, Request request, Trust trust) {
    return Answers.one(
        status,
        "trust",
        trust,
        (json, shown) -> TrustJson.full(json, shown, directory.roles(), request.baseUrl()));
  }
}
