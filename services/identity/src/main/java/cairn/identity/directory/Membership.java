package cairn.identity.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * That a user is in a group.
 *
 * @param expiresAt when it ends, where somebody else vouches for it
 */
record Membership(String groupId, Optional<Instant> expiresAt) {
  boolean holds(Instant now) {
    return expiresAt.map(end -> end.isAfter(now)).orElse(true);
  }
}
