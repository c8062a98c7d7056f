package cairn.identity.accessrule;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;

/** Access rules over HTTP; they are made with the application credentials that they are for. */
public final class AccessRuleApi {
  private final AccessRules rules;
  private final Directory directory;
  private final Tokens tokens;

  public AccessRuleApi(AccessRules rules, Directory directory, Tokens tokens) {
    this.rules = rules;
    this.directory = directory;
    this.tokens = tokens;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/users/{user_id}/access_rules";
    var one = all + "/{access_rule_id}";
    routes.get(all).policyInHandler(AccessRulePolicy.LIST).to(this::list);
    routes.get(one).policyInHandler(AccessRulePolicy.SHOW).to(this::show);
    routes.delete(one).policyInHandler(AccessRulePolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    var userId = checkedUser(request);
    return Answers.page(
        request,
        "access_rules",
        rules.list(request.query(), userId),
        AccessRule::id,
        (json, rule) -> {
          AccessRule.write(json, rule);
          links(json, request, rule);
        });
  }

  private Response show(Request request) {
    var userId = checkedUser(request);
    var id = request.parameter("access_rule_id");
    return Answers.one(
        200,
        "access_rule",
        rules.find(userId, id).orElseThrow(() -> Refusals.notFound("Access Rule", id)),
        (json, rule) -> {
          AccessRule.write(json, rule);
          links(json, request, rule);
        });
  }

  private Response delete(Request request) {
    rules.delete(checkedUser(request), request.parameter("access_rule_id"));
    return Answers.none();
  }

  private static void links(
      tools.jackson.core.JsonGenerator json, Request request, AccessRule rule) {
    var collection = "users/%s/access_rules".formatted(request.parameter("user_id"));
    Answers.links(json, request.baseUrl(), collection, rule.id());
  }

  private String checkedUser(Request request) {
    var userId = request.parameter("user_id");
    request.check(Target.ofUser(userId).with("target.user.id", userId));
    var token = tokens.of(request);
    if (token.token().delegated() && token.credential().isEmpty()) {
      throw Refusals.forbidden(
          "Cannot manage application credentials with a token issued via delegation.");
    }
    if (directory.user(userId).isEmpty()) {
      throw Refusals.notFound("user", userId);
    }
    return userId;
  }
}
