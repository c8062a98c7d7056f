package cairn.identity.auth;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.BodySchema;
import cairn.identity.auth.Credentials.DomainRef;
import cairn.identity.auth.Credentials.Named;
import cairn.identity.auth.Credentials.Proof;
import cairn.identity.auth.Credentials.WantedScope;
import cairn.identity.oauth.SignedRequest;
import cairn.identity.token.AuthMethod;
import cairn.identity.wire.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The wire form of a request for a token. Pure. */
final class CredentialsJson {
  static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["auth"], "properties": {"auth": {
            "type": "object", "required": ["identity"], "properties": {
              "identity": {"type": "object", "required": ["methods"], "properties": {
                "methods": {"type": "array", "minItems": 1, "maxItems": 8,
                            "items": {"type": "string"}},
                "password": {"type": "object", "required": ["user"], "properties": {
                  "user": {"allOf": [{"$ref": "#/$defs/named"}, {"required": ["password"],
                    "properties": {"password": {"type": "string"}}}]}}},
                "totp": {"type": "object", "required": ["user"], "properties": {
                  "user": {"allOf": [{"$ref": "#/$defs/named"}, {"required": ["passcode"],
                    "properties": {"passcode": {"type": "string", "maxLength": 64}}}]}}},
                "oauth1": {"type": "object"},
                "token": {"type": "object", "required": ["id"],
                          "properties": {"id": {"type": "string"}}},
                "application_credential": {"type": "object", "required": ["secret"],
                  "properties": {"id": {"type": "string"}, "name": {"type": "string"},
                    "secret": {"type": "string"}, "user": {"$ref": "#/$defs/named"}}}}},
              "scope": {"type": ["object", "string"], "properties": {
                "project": {"$ref": "#/$defs/named"},
                "domain": {"$ref": "#/$defs/domain"},
                "system": {"type": "object", "required": ["all"],
                           "properties": {"all": {"type": "boolean"}}},
                "OS-TRUST:trust": {"type": "object", "properties": {"id": {"type": "string"}}}}}}}},
           "$defs": {
             "named": {"type": "object", "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
               "properties": {"id": {"type": "string"}, "name": {"type": "string"},
                              "domain": {"$ref": "#/$defs/domain"}}},
             "domain": {"type": "object", "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
               "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}}}\
          """);

  private CredentialsJson() {}

  /**
   * Reads it.
   *
   * @param signed the request as OAuth sees it, if it comes to that
   */
  static Credentials read(JsonNode body, Supplier<SignedRequest> signed) {
    var auth = body.path("auth");
    var identity = auth.path("identity");
    var names = new LinkedHashSet<String>();
    identity.path("methods").forEach(method -> names.add(method.stringValue()));
    var proofs = new ArrayList<Proof>();
    for (var name : names) {
      proofs.add(proof(name, identity, signed));
    }
    return new Credentials(proofs, scope(auth.path("scope")));
  }

  private static Proof proof(String name, JsonNode identity, Supplier<SignedRequest> signed) {
    var method = AuthMethod.named(name);
    if (method.isEmpty()) {
      throw unsupported(name);
    }
    return switch (method.get()) {
      case PASSWORD -> {
        var user = given(identity, name).path("user");
        yield new Proof.Password(named(user), user.path("password").stringValue());
      }
      case TOKEN -> new Proof.Token(given(identity, name).path("id").stringValue());
      case APPLICATION_CREDENTIAL -> {
        var offered = given(identity, name);
        yield new Proof.ApplicationCredential(
            text(offered, "id"),
            text(offered, "name"),
            offered.has("user") ? Optional.of(named(offered.path("user"))) : Optional.empty(),
            offered.path("secret").stringValue());
      }
      case TOTP -> {
        var user = given(identity, name).path("user");
        yield new Proof.OneTimePassword(named(user), user.path("passcode").stringValue());
      }
      case OAUTH1 -> {
        given(identity, name);
        yield new Proof.Signed(signed.get());
      }
      case EXTERNAL, MAPPED, EC2_CREDENTIAL -> throw unsupported(name);
    };
  }

  private static CloudException unsupported(String method) {
    return new CloudException(
        Kind.UNAUTHENTICATED,
        "Attempted to authenticate with an unsupported method.",
        "method " + method,
        null);
  }

  private static JsonNode given(JsonNode identity, String method) {
    if (!identity.has(method)) {
      throw Refusals.missing(method, "identity");
    }
    return identity.path(method);
  }

  private static Optional<WantedScope> scope(JsonNode scope) {
    if (scope.isMissingNode()) {
      return Optional.empty();
    }
    if (scope.isString() || scope.has("unscoped")) {
      if (scope.isString() && !scope.stringValue().equals("unscoped")) {
        throw Refusals.invalid("Invalid input for field scope: %s".formatted(scope.stringValue()));
      }
      return Optional.of(new WantedScope.None());
    }
    if (scope.size() != 1) {
      throw oneScope();
    }
    if (scope.has("OS-TRUST:trust")) {
      return Optional.of(new WantedScope.Trust(trustId(scope.path("OS-TRUST:trust"))));
    }
    if (scope.has("project")) {
      return Optional.of(new WantedScope.Project(named(scope.path("project"))));
    }
    if (scope.has("domain")) {
      return Optional.of(new WantedScope.Domain(domain(scope.path("domain"))));
    }
    if (scope.path("system").path("all").booleanValue(false)) {
      return Optional.of(new WantedScope.AllSystem());
    }
    throw oneScope();
  }

  private static CloudException oneScope() {
    return Refusals.missing("system, project, domain, OS-TRUST:trust or unscoped", "scope");
  }

  private static String trustId(JsonNode trust) {
    return text(trust, "id")
        .filter(id -> !id.isEmpty())
        .orElseThrow(() -> Refusals.missing("trust_id", "trust"));
  }

  private static Named named(JsonNode node) {
    return new Named(
        text(node, "id"),
        text(node, "name"),
        node.has("domain") ? Optional.of(domain(node.path("domain"))) : Optional.empty());
  }

  private static DomainRef domain(JsonNode node) {
    return new DomainRef(text(node, "id"), text(node, "name"));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).stringValue()) : Optional.empty();
  }
}
