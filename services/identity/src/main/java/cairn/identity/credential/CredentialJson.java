package cairn.identity.credential;

import cairn.common.Entropy;
import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of credentials. Pure. */
final class CredentialJson {
  private static final Set<String> KNOWN = Set.of("user_id", "project_id", "type", "blob");

  static final BodySchema CREATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["credential"], "properties": {"credential": {
            "type": "object", "required": ["blob", "type", "user_id"], "properties": {
              "blob": {"type": "string", "maxLength": 65536},
              "type": {"type": "string", "minLength": 1, "maxLength": 255},
              "user_id": {"type": "string", "minLength": 1, "maxLength": 64},
              "project_id": {"type": ["string", "null"], "maxLength": 64}},
            "if": {"properties": {"type": {"const": "ec2"}}},
            "then": {"required": ["project_id"], "properties": {
              "project_id": {"type": "string"}}}}}}\
          """);

  static final BodySchema UPDATE =
      BodySchema.of(
          """
          {"type": "object", "required": ["credential"], "properties": {"credential": {
            "type": "object", "minProperties": 1, "additionalProperties": false, "properties": {
              "id": {"type": "string"},
              "blob": {"type": "string", "maxLength": 65536},
              "type": {"type": "string", "minLength": 1, "maxLength": 255},
              "user_id": {"type": "string"},
              "project_id": {"type": ["string", "null"], "maxLength": 64}}}}}\
          """);

  private CredentialJson() {}

  static Credential read(JsonNode body, Entropy entropy) {
    var type = body.path("type").stringValue();
    var blob = body.path("blob").stringValue();
    // An EC2 credential is found by its access key.
    var ec2 = type.toLowerCase(Locale.ROOT).equals(Credential.EC2);
    return new Credential(
        ec2 ? Ec2Blob.credentialId(Ec2Blob.parse(blob).access()) : entropy.hexId(),
        body.path("user_id").stringValue(),
        Body.text(body, "project_id"),
        type,
        blob,
        Body.extra(body, KNOWN, Body.none()));
  }

  static Credential merge(Credential before, JsonNode change) {
    unchanged(change, "id", before.id());
    unchanged(change, "user_id", before.userId());
    unchanged(change, "type", before.type());
    var blob = Body.text(change, "blob", before.blob());
    if (before.type().toLowerCase(Locale.ROOT).equals(Credential.EC2)) {
      Ec2Blob.parse(before.blob()).checkSameScope(Ec2Blob.parse(blob));
    }
    return new Credential(
        before.id(),
        before.userId(),
        Body.text(change, "project_id", before.projectId()),
        before.type(),
        blob,
        before.extra());
  }

  private static void unchanged(JsonNode change, String key, String value) {
    if (!Body.text(change, key, value).equals(value)) {
      throw Refusals.invalid("%s can not be updated for credential".formatted(key));
    }
  }

  static void write(JsonGenerator json, Credential credential, String baseUrl) {
    json.writeStringProperty("id", credential.id());
    json.writeStringProperty("user_id", credential.userId());
    Answers.text(json, "project_id", credential.projectId());
    json.writeStringProperty("type", credential.type());
    json.writeStringProperty("blob", credential.blob());
    Answers.extra(json, credential.extra());
    Answers.links(json, baseUrl, "credentials", credential.id());
  }

  /** Writes one in the form of the routes for EC2 keys. */
  static void ec2(JsonGenerator json, Credential credential, String baseUrl) {
    var blob = Ec2Blob.parse(credential.blob());
    json.writeStringProperty("user_id", credential.userId());
    Answers.text(json, "tenant_id", credential.projectId());
    json.writeStringProperty("access", blob.access());
    json.writeStringProperty("secret", blob.secret());
    Answers.text(json, "trust_id", blob.trustId());
    Answers.links(
        json, baseUrl, "users/" + credential.userId() + "/credentials/OS-EC2", blob.access());
  }
}
