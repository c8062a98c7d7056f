package cairn.identity.credential;

import cairn.common.Json;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import cairn.identity.wire.Sha256;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The blob of a credential of type ec2, a JSON object. Pure. */
record Ec2Blob(JsonNode tree) {
  /** What a credential that was made by something given away says of it. */
  private static final List<String> SCOPE =
      List.of("trust_id", "app_cred_id", "access_token_id", "access_id");

  /** Throws BAD_REQUEST unless it is a JSON object with an access key. */
  static Ec2Blob parse(String blob) {
    JsonNode tree;
    try {
      tree = Json.parse(blob);
    } catch (JacksonException e) {
      throw Refusals.invalid("Invalid blob in credential");
    }
    if (!tree.isObject() || tree.isEmpty()) {
      throw Refusals.missing("blob", "credential");
    }
    if (!tree.path("access").isString()) {
      throw Refusals.missing("access", "credential");
    }
    return new Ec2Blob(tree);
  }

  String access() {
    return tree.path("access").stringValue();
  }

  String secret() {
    return Body.text(tree, "secret", "");
  }

  Optional<String> trustId() {
    return Body.text(tree, "trust_id");
  }

  Optional<String> applicationCredentialId() {
    return Body.text(tree, "app_cred_id");
  }

  Optional<String> accessTokenId() {
    return Body.text(tree, "access_token_id");
  }

  /** Throws BAD_REQUEST when the other would be good for something else than this one. */
  void checkSameScope(Ec2Blob other) {
    for (var key : SCOPE) {
      if (!Body.text(tree, key).equals(Body.text(other.tree, key))) {
        throw Refusals.invalid("%s can not be updated for credential".formatted(key));
      }
    }
  }

  /** The id of the credential that has the access key. */
  static String credentialId(String access) {
    return Sha256.hex(access);
  }
}
