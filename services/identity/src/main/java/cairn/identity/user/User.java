package cairn.identity.user;

import cairn.policy.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody, or something, that can log in. Their password's hash is not in here.
 *
 * @param federated under which names they are known elsewhere
 */
public record User(
    String id,
    String name,
    String domainId,
    boolean enabled,
    Optional<String> defaultProjectId,
    Optional<Instant> passwordExpiresAt,
    ObjectNode options,
    ObjectNode extra,
    List<FederatedIdentity> federated) {

  /** The same with another end of the password. */
  User withPasswordExpiring(Optional<Instant> at) {
    return new User(id, name, domainId, enabled, defaultProjectId, at, options, extra, federated);
  }

  /** The same, disabled. */
  User disabled() {
    return new User(
        id, name, domainId, false, defaultProjectId, passwordExpiresAt, options, extra, federated);
  }

  /** The same, known elsewhere by those names. */
  User knownAs(List<FederatedIdentity> identities) {
    return new User(
        id,
        name,
        domainId,
        enabled,
        defaultProjectId,
        passwordExpiresAt,
        options,
        extra,
        identities);
  }

  /** What rules about users compare. */
  public Target target() {
    return Target.ofUser(id)
        .with("target.user.id", id)
        .with("target.user.domain_id", domainId)
        .with("target.domain_id", domainId);
  }
}
