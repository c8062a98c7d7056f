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
 * @param delegation when something that the user gave away made it
 */
public record Token(
    String userId,
    Set<AuthMethod> methods,
    TokenScope scope,
    Instant issuedAt,
    Instant expiresAt,
    List<String> auditIds,
    Optional<Delegation> delegation) {

  /** The token's own audit id. */
  public String auditId() {
    return auditIds.getFirst();
  }

  /** Whether it was issued before that time, or then. */
  boolean isVoid(Optional<Instant> since) {
    return since.map(bound -> !issuedAt.isAfter(bound)).orElse(false);
  }

  /**
   * Whether it came by something that a user gave away: such a token must not be used to make more
   * of what is given away, nor to get another token.
   */
  public boolean delegated() {
    return delegation.isPresent() || methods.isEmpty() || !AuthMethod.primary(methods);
  }
}
