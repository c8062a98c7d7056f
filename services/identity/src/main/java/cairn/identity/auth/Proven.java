package cairn.identity.auth;

import cairn.identity.directory.UserEntry;
import cairn.identity.token.AuthMethod;
import cairn.identity.token.Delegation;
import cairn.identity.token.TokenScope;
import cairn.identity.wire.Refusals;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one proof, or several together, came to.
 *
 * @param expiresAt when the token has to end at the latest
 * @param fixedScope the only scope that the proof is good for
 * @param systemToken whether it was a token for the whole system
 */
record Proven(
    String userId,
    Set<AuthMethod> methods,
    Optional<Instant> expiresAt,
    Optional<String> parentAuditId,
    Optional<Delegation> delegation,
    Optional<TokenScope> fixedScope,
    boolean systemToken) {

  static Proven by(UserEntry user, AuthMethod method) {
    return new Proven(
        user.id(),
        EnumSet.of(method),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** A proof that is good for one scope only. */
  static Proven by(
      UserEntry user,
      AuthMethod method,
      Delegation delegation,
      TokenScope scope,
      Optional<Instant> expiresAt) {
    return new Proven(
        user.id(),
        EnumSet.of(method),
        expiresAt,
        Optional.empty(),
        Optional.of(delegation),
        Optional.of(scope),
        false);
  }

  Proven and(Proven other) {
    if (!userId.equals(other.userId)) {
      throw Refusals.unauthenticated("the methods name different users");
    }
    if (delegation.isPresent()
        && other.delegation.isPresent()
        && !delegation.equals(other.delegation)) {
      throw Refusals.unauthenticated("the methods name different delegations");
    }
    var all = EnumSet.copyOf(methods);
    all.addAll(other.methods);
    return new Proven(
        userId,
        all,
        earlier(expiresAt, other.expiresAt),
        parentAuditId.or(other::parentAuditId),
        delegation.or(other::delegation),
        fixedScope.or(other::fixedScope),
        systemToken || other.systemToken);
  }

  /** The same with methods that were proven before. */
  Proven and(Set<AuthMethod> earlier) {
    var all = EnumSet.copyOf(methods);
    all.addAll(earlier);
    return new Proven(userId, all, expiresAt, parentAuditId, delegation, fixedScope, systemToken);
  }

  /** The same, ending no later than that. */
  Proven until(Optional<Instant> end) {
    return new Proven(
        userId,
        methods,
        earlier(expiresAt, end),
        parentAuditId,
        delegation,
        fixedScope,
        systemToken);
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
        : one.or(() -> other);
  }
}
