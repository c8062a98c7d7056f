package cairn.identity.application;

import cairn.http.BodySchema;
import cairn.identity.accessrule.AccessRule;
import cairn.identity.directory.Roles;
import cairn.identity.wire.Answers;
import tools.jackson.core.JsonGenerator;

/** The wire form of application credentials. Pure. */
final class ApplicationCredentialJson {
  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["application_credential"], "properties":
            {"application_credential": {"type": "object", "required": ["name"], "properties":
              {"name": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "\\\\S"},
               "description": {"type": ["string", "null"]},
               "secret": {"type": ["string", "null"], "minLength": 1, "maxLength": 4096},
               "expires_at": {"type": ["string", "null"]},
               "unrestricted": {"type": ["boolean", "null"]},
               "roles": {"type": "array", "maxItems": 100, "items": {"type": "object",
                 "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
                 "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}},
               "access_rules": {"type": "array", "maxItems": 100, "items": {
                 "type": "object", "additionalProperties": false, "properties": {
                   "id": {"type": "string", "minLength": 1, "maxLength": 64},
                   "service": {"type": "string", "minLength": 1, "maxLength": 64},
                   "path": {"type": "string", "maxLength": 225, "pattern": "^/"},
                   "method": {"enum": ["POST", "GET", "HEAD", "PATCH", "PUT", "DELETE"]}}}}}}}}\
          """);

  private ApplicationCredentialJson() {}

  static void write(
      JsonGenerator json, ApplicationCredential credential, Roles roles, String baseUrl) {
    json.writeStringProperty("id", credential.id());
    json.writeStringProperty("name", credential.name());
    Answers.text(json, "description", credential.description());
    json.writeStringProperty("user_id", credential.userId());
    json.writeStringProperty("project_id", credential.projectId());
    json.writeNullProperty("system");
    // Unlike all other times of this service it has no zone.
    Answers.text(
        json,
        "expires_at",
        credential
            .expiresAt()
            .map(Answers::time)
            .map(time -> time.substring(0, time.length() - 1)));
    json.writeBooleanProperty("unrestricted", credential.unrestricted());
    json.writeArrayPropertyStart("roles");
    for (var id : credential.roleIds()) {
      roles
          .find(id)
          .ifPresent(role -> {
            json.writeStartObject();
            json.writeStringProperty("id", role.id());
            json.writeStringProperty("name", role.name());
            Answers.text(json, "domain_id", role.domainId());
            json.writeEndObject();
          });
    }
    json.writeEndArray();
    if (!credential.accessRules().isEmpty()) {
      AccessRule.write(json, "access_rules", credential.accessRules());
    }
    Answers.links(
        json,
        baseUrl,
        "users/" + credential.userId() + "/application_credentials",
        credential.id());
  }
}
