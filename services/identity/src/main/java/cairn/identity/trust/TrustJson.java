package cairn.identity.trust;

import cairn.common.Time;
import cairn.http.BodySchema;
import cairn.identity.directory.Roles;
import cairn.identity.role.RoleJson;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Expiry;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of trusts. Pure. */
final class TrustJson {
  static final String COLLECTION = "OS-TRUST/trusts";

  private static final Set<String> KNOWN =
      Set.of(
          "trustor_user_id",
          "trustee_user_id",
          "project_id",
          "impersonation",
          "roles",
          "expires_at",
          "remaining_uses",
          "allow_redelegation",
          "redelegation_count",
          "redelegated_trust_id",
          "deleted_at",
          "roles_links");

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["trust"], "properties": {"trust": {
            "type": "object", "required": ["trustor_user_id", "trustee_user_id", "impersonation"],
            "properties": {
              "trustor_user_id": {"type": "string", "minLength": 1, "maxLength": 255},
              "trustee_user_id": {"type": "string", "minLength": 1, "maxLength": 255},
              "impersonation": {"type": "boolean"},
              "project_id": {"type": ["string", "null"], "maxLength": 64},
              "remaining_uses": {"type": ["integer", "null"], "minimum": 1, "maximum": 2147483647},
              "expires_at": {"type": ["string", "null"]},
              "allow_redelegation": {"type": ["boolean", "null"]},
              "redelegation_count": {"type": ["integer", "null"], "minimum": 0,
                                     "maximum": 2147483647},
              "roles": {"type": "array", "maxItems": 100, "items": {
                "type": "object", "minProperties": 1, "maxProperties": 1,
                "additionalProperties": false, "properties": {
                  "id": {"type": "string", "minLength": 1, "maxLength": 64},
                  "name": {"type": "string", "minLength": 1, "maxLength": 255}}}}}}}}\
          """);

  private TrustJson() {}

  static NewTrust read(JsonNode trust, Time time) {
    var roles = new ArrayList<NewTrust.WantedRole>();
    trust
        .path("roles")
        .forEach(role ->
            roles.add(new NewTrust.WantedRole(Body.text(role, "id"), Body.text(role, "name"))));
    return new NewTrust(
        trust.path("trustor_user_id").stringValue(),
        trust.path("trustee_user_id").stringValue(),
        Body.text(trust, "project_id").filter(id -> !id.isEmpty()),
        trust.path("impersonation").booleanValue(),
        roles,
        Expiry.read(trust, time),
        number(trust, "remaining_uses"),
        Body.truth(trust, "allow_redelegation", false),
        number(trust, "redelegation_count"),
        Body.extra(trust, KNOWN, Body.none()));
  }

  private static Optional<Integer> number(JsonNode trust, String key) {
    return trust.path(key).isNumber() ? Optional.of(trust.path(key).asInt()) : Optional.empty();
  }

  /** Writes one without its roles, as in a list. */
  static void brief(JsonGenerator json, Trust trust, String baseUrl) {
    json.writeStringProperty("id", trust.id());
    json.writeStringProperty("trustor_user_id", trust.trustorId());
    json.writeStringProperty("trustee_user_id", trust.trusteeId());
    Answers.text(json, "project_id", trust.projectId());
    json.writeBooleanProperty("impersonation", trust.impersonation());
    Answers.time(json, "expires_at", trust.expiresAt());
    json.writeNullProperty("deleted_at");
    if (trust.remainingUses().isPresent()) {
      json.writeNumberProperty("remaining_uses", trust.remainingUses().get());
    } else {
      json.writeNullProperty("remaining_uses");
    }
    Answers.text(json, "redelegated_trust_id", trust.redelegatedFrom());
    json.writeNumberProperty("redelegation_count", trust.redelegationCount());
    Answers.extra(json, trust.extra());
    Answers.links(json, baseUrl, COLLECTION, trust.id());
  }

  static void full(JsonGenerator json, Trust trust, Roles roles, String baseUrl) {
    brief(json, trust, baseUrl);
    roles(json, trust, roles, baseUrl);
    rolesLinks(json, "roles_links", trust, baseUrl);
  }

  static void roles(JsonGenerator json, Trust trust, Roles roles, String baseUrl) {
    json.writeArrayPropertyStart("roles");
    for (var id : trust.roleIds()) {
      roles
          .find(id)
          .ifPresent(role -> {
            json.writeStartObject();
            RoleJson.write(json, role, baseUrl);
            json.writeEndObject();
          });
    }
    json.writeEndArray();
  }

  static void rolesLinks(JsonGenerator json, String key, Trust trust, String baseUrl) {
    json.writeObjectPropertyStart(key);
    json.writeStringProperty(
        "self", "%s%s/%s/%s/roles".formatted(baseUrl, Answers.V3, COLLECTION, trust.id()));
    json.writeNullProperty("next");
    json.writeNullProperty("previous");
    json.writeEndObject();
  }
}
