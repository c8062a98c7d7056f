package cairn.app.operator;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.Callers;
import cairn.policy.Caller;
import cairn.policy.Explanation;
import cairn.policy.Policy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Explains what a rule says about somebody: {@code POST /operator/policy/check}. */
public final class PolicyApi {
  private static final Rule CHECK =
      new Rule(
          "cairn:policy:check",
          "role:admin",
          "Explain what a rule says about a user and a target.");

  private static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["rule", "user"], "additionalProperties": false,
           "properties": {
             "rule": {"type": "string"}, "user": {"type": "string"},
             "user_domain": {"type": "string"}, "project": {"type": "string"},
             "domain": {"type": "string"}, "system": {"type": "boolean"},
             "target": {"type": "object", "additionalProperties": {"type": "string"}}}}\
          """);

  private final Callers callers;
  private final Supplier<Policy> policy;

  /** Explains that policy, which need not be known yet. */
  public PolicyApi(Callers callers, Supplier<Policy> policy) {
    this.callers = callers;
    this.policy = policy;
  }

  /** Enters the route into the operator's table. */
  public void declare(Routes routes) {
    routes.post("/policy/check").body(SCHEMA).policy(CHECK).to(this::check);
  }

  private Response check(Request request) {
    var body = request.body();
    var name = body.path("rule").stringValue();
    var rules = policy.get();
    var caller = caller(body);
    var explanation =
        rules
            .explain(caller, name, target(body, caller))
            .orElseThrow(
                () -> new CloudException(Kind.NOT_FOUND, "There is no rule " + name + "."));
    var rule = rules.rule(name);
    var inScope = rule.map(known -> rules.inScope(caller, known)).orElse(true);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeStringProperty("rule", name);
      json.writeStringProperty("description", rule.map(Rule::description).orElse(""));
      json.writeBooleanProperty("allowed", inScope && explanation.holds());
      json.writeBooleanProperty("in_scope", inScope);
      json.writeStringProperty("user_id", caller.userId());
      json.writeArrayPropertyStart("roles");
      caller.roles().stream().sorted().forEach(json::writeString);
      json.writeEndArray();
      json.writeName("check");
      write(json, explanation);
      json.writeEndObject();
    });
  }

  private Caller caller(JsonNode body) {
    var user = text(body, "user").orElse("");
    var domain = text(body, "user_domain").orElse("default");
    var found =
        body.path("system").booleanValue(false)
            ? callers.ofSystem(user, domain)
            : text(body, "domain").isPresent()
                ? callers.ofDomain(user, domain, text(body, "domain").get())
                : callers.ofProject(user, domain, text(body, "project").orElse(""));
    return found.orElseThrow(
        () -> new CloudException(Kind.NOT_FOUND, "There is no such user, project or domain."));
  }

  /** What is named, beside the caller's own project and user, which are the usual target. */
  private static Target target(JsonNode body, Caller caller) {
    var target = Target.ofUser(caller.userId());
    if (caller.projectId().isPresent()) {
      target =
          target
              .with("project_id", caller.projectId().get())
              .with("tenant_id", caller.projectId().get());
    }
    for (var entry : body.path("target").properties()) {
      target = target.with(entry.getKey(), entry.getValue().stringValue());
    }
    return target;
  }

  private static Optional<String> text(JsonNode body, String name) {
    return body.has(name) ? Optional.of(body.path(name).stringValue()) : Optional.empty();
  }

  private static void write(JsonGenerator json, Explanation explanation) {
    json.writeStartObject();
    json.writeStringProperty("text", explanation.check());
    json.writeBooleanProperty("holds", explanation.holds());
    json.writeArrayPropertyStart("parts");
    explanation.parts().forEach(part -> write(json, part));
    json.writeEndArray();
    json.writeEndObject();
  }
}
