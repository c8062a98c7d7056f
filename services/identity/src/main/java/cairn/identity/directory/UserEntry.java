package cairn.identity.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * What validating a token needs of a user.
 *
 * @param tokensSince tokens from before that time are void
 * @param federation who vouches for them, when it is somebody else
 */
public record UserEntry(
    String id,
    String name,
    String domainId,
    boolean enabled,
    Optional<String> defaultProjectId,
    Optional<Instant> tokensSince,
    Optional<Instant> passwordExpiresAt,
    Optional<Federation> federation) {}
