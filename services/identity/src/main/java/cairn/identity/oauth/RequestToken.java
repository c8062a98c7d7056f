package cairn.identity.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer asks for.
 *
 * @param verifier what the user tells the consumer; there once a user has authorized it
 * @param userId who authorized it
 * @param roleIds the roles that the user gives away
 */
record RequestToken(
    String id,
    String consumerId,
    String secret,
    String projectId,
    Optional<String> verifier,
    Optional<String> userId,
    List<String> roleIds,
    Instant expiresAt) {}
