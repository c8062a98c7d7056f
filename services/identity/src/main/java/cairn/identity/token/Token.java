package cairn.identity.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token says by itself, without asking anybody whether it still holds.
 *
 * @param issuedAt to the microsecond if we issued it, to the second if Keystone did
 * @param auditIds its own id, then the id of the first token of its chain if it was rescoped
 * @param applicationCredentialId when one made it
 */
public record Token(
    String userId,
    Set<AuthMethod> methods,
    TokenScope scope,
    Instant issuedAt,
    Instant expiresAt,
    List<String> auditIds,
    Optional<String> applicationCredentialId) {

  /** The token's own audit id. */
  public String auditId() {
    return auditIds.getFirst();
  }
}
