package cairn.identity.credential;

import cairn.policy.Target;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A secret of a user.
 *
 * @param type {@code ec2}, {@code totp}, {@code cert}, or what the client likes
 * @param blob the secret, in the form that the type has
 */
public record Credential(
    String id,
    String userId,
    Optional<String> projectId,
    String type,
    String blob,
    ObjectNode extra) {

  /** The type whose blob holds an access key and a secret key. */
  static final String EC2 = "ec2";

  Target target() {
    return target(userId);
  }

  static Target target(String userId) {
    return Target.ofUser(userId).with("target.credential.user_id", userId);
  }
}
