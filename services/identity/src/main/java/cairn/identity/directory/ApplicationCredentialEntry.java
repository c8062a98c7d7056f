package cairn.identity.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What validating a token of an application credential needs of it. */
public record ApplicationCredentialEntry(
    String id,
    String name,
    String userId,
    String projectId,
    List<String> roleIds,
    boolean unrestricted,
    Optional<Instant> expiresAt)
    implements DelegationEntry {}
