package cairn.identity.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * What validating a token needs of a project or domain.
 *
 * @param domainId of a domain its own id
 * @param tokensSince tokens from before that time are void
 */
public record ProjectEntry(
    String id,
    String name,
    String domainId,
    Optional<String> parentId,
    boolean isDomain,
    boolean enabled,
    Optional<Instant> tokensSince) {}
