package cairn.identity.directory;

import cairn.identity.accessrule.AccessRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What validating a token of an application credential needs of it.
 *
 * @param accessRules the only requests that its tokens are good for; empty when they are good for
 *     all
 */
public record ApplicationCredentialEntry(
    String id,
    String name,
    String userId,
    String projectId,
    List<String> roleIds,
    boolean unrestricted,
    Optional<Instant> expiresAt,
    List<AccessRule> accessRules)
    implements DelegationEntry {}
