package cairn.identity.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A secret that a user gave to a program, good for some of their roles on one project. */
record ApplicationCredential(
    String id,
    String name,
    String userId,
    String projectId,
    Optional<String> description,
    Optional<Instant> expiresAt,
    boolean unrestricted,
    List<String> roleIds) {}
