package cairn.identity.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What validating a token needs of a trust.
 *
 * @param redelegatedFrom the trust by which the trustor of this one had the roles
 * @param redelegationCount how many more times it may be given on
 */
public record TrustEntry(
    String id,
    String trustorId,
    String trusteeId,
    Optional<String> projectId,
    boolean impersonation,
    List<String> roleIds,
    Optional<Instant> expiresAt,
    Optional<String> redelegatedFrom,
    int redelegationCount)
    implements DelegationEntry {}
