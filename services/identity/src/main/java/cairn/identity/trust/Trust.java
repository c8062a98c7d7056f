package cairn.identity.trust;

import cairn.policy.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a trustor lets a trustee do.
 *
 * @param remainingUses how many more tokens it gives; empty for as many as wanted
 * @param redelegatedFrom the trust that gave the trustor these roles
 * @param redelegationCount how many more times it may be given on
 */
record Trust(
    String id,
    String trustorId,
    String trusteeId,
    Optional<String> projectId,
    boolean impersonation,
    List<String> roleIds,
    Optional<Instant> expiresAt,
    Optional<Integer> remainingUses,
    Optional<String> redelegatedFrom,
    int redelegationCount,
    ObjectNode extra) {

  Target target() {
    return Target.NONE
        .with("target.trust.trustor_user_id", trustorId)
        .with("target.trust.trustee_user_id", trusteeId);
  }
}
