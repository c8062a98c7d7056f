package cairn.identity.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a consumer was given by a user. */
record AccessToken(
    String id,
    String consumerId,
    String secret,
    String userId,
    String projectId,
    List<String> roleIds,
    Optional<Instant> expiresAt) {}
