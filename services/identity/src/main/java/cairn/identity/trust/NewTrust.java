package cairn.identity.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trust that is asked for.
 *
 * @param redelegationCount how many more times it may be given on, if the client says
 */
record NewTrust(
    String trustorId,
    String trusteeId,
    Optional<String> projectId,
    boolean impersonation,
    List<WantedRole> roles,
    Optional<Instant> expiresAt,
    Optional<Integer> remainingUses,
    boolean allowRedelegation,
    Optional<Integer> redelegationCount,
    ObjectNode extra) {

  /** A role, by its id or by its name. */
  record WantedRole(Optional<String> id, Optional<String> name) {}
}
