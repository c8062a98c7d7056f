package cairn.identity.user;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of users. Pure. */
public final class UserJson {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "domain_id",
          "enabled",
          "default_project_id",
          "password",
          "original_password",
          "password_expires_at",
          "options",
          "federated");

  private static final String PROPERTIES =
      """
      {"name": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "\\\\S"},
       "domain_id": {"type": "string", "minLength": 1, "maxLength": 64},
       "enabled": {"type": "boolean"},
       "default_project_id": {"type": ["string", "null"]},
       "description": {"type": ["string", "null"]},
       "email": {"type": ["string", "null"]},
       "password": {"type": ["string", "null"], "maxLength": 4096},
       "federated": %s,
       "options": {"type": "object", "additionalProperties": false, "properties": {
         "ignore_change_password_upon_first_use": {"type": ["boolean", "null"]},
         "ignore_password_expiry": {"type": ["boolean", "null"]},
         "ignore_lockout_failure_attempts": {"type": ["boolean", "null"]},
         "lock_password": {"type": ["boolean", "null"]},
         "ignore_user_inactivity": {"type": ["boolean", "null"]},
         "multi_factor_auth_enabled": {"type": ["boolean", "null"]},
         "multi_factor_auth_rules": {"type": ["array", "null"], "uniqueItems": true,
           "items": {"type": "array", "minItems": 1, "uniqueItems": true,
                     "items": {"type": "string"}}}}}}\
      """
          .formatted(FederatedJson.SCHEMA);

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["user"], "properties": {"user":
            {"type": "object", "required": ["name"], "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["user"], "properties": {"user":
            {"type": "object", "minProperties": 1, "properties": %s}}}\
          """
              .formatted(PROPERTIES));

  static final BodySchema PASSWORD =
      BodySchema.of(
          """
          {"type": "object", "required": ["user"], "properties": {"user":
            {"type": "object", "required": ["password", "original_password"], "properties":
              {"password": {"type": "string", "minLength": 1, "maxLength": 4096},
               "original_password": {"type": "string"}}}}}\
          """);

  private UserJson() {}

  static User read(String id, JsonNode user, Optional<String> domainOfCaller) {
    return new User(
        id,
        user.path("name").stringValue().strip(),
        Body.text(user, "domain_id", domainOfCaller.orElse("default")),
        Body.truth(user, "enabled", true),
        Body.text(user, "default_project_id"),
        Optional.empty(),
        Body.options(user, Body.none()),
        Body.extra(user, KNOWN, Body.none()),
        FederatedJson.read(user.path("federated")));
  }

  static User merge(User before, JsonNode change) {
    if (!Body.text(change, "domain_id", before.domainId()).equals(before.domainId())) {
      throw Refusals.invalid("Cannot change Domain ID");
    }
    return new User(
        before.id(),
        Body.text(change, "name", before.name()).strip(),
        before.domainId(),
        Body.truth(change, "enabled", before.enabled()),
        Body.text(change, "default_project_id", before.defaultProjectId()),
        before.passwordExpiresAt(),
        Body.options(change, before.options()),
        Body.extra(change, KNOWN, before.extra()),
        // As in the reference an empty list keeps those that are there.
        change.path("federated").isEmpty()
            ? before.federated()
            : FederatedJson.read(change.path("federated")));
  }

  /** Writes the parts of one. */
  public static void write(JsonGenerator json, User user, String baseUrl) {
    json.writeStringProperty("id", user.id());
    json.writeStringProperty("name", user.name());
    json.writeStringProperty("domain_id", user.domainId());
    json.writeBooleanProperty("enabled", user.enabled());
    user.defaultProjectId().ifPresent(id -> json.writeStringProperty("default_project_id", id));
    Answers.time(json, "password_expires_at", user.passwordExpiresAt());
    Answers.tree(json, "options", user.options());
    FederatedJson.write(json, user.federated());
    Answers.extra(json, user.extra());
    Answers.links(json, baseUrl, "users", user.id());
  }
}
