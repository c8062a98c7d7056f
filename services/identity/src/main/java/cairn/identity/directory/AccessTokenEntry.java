package cairn.identity.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What validating a token needs of an access token of OAuth 1.0a. */
public record AccessTokenEntry(
    String id,
    String consumerId,
    String userId,
    String projectId,
    List<String> roleIds,
    Optional<Instant> expiresAt)
    implements DelegationEntry {}
