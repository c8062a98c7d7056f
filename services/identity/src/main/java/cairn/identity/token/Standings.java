package cairn.identity.token;

import cairn.common.Time;
import cairn.identity.directory.Access;
import cairn.identity.directory.ApplicationCredentialEntry;
import cairn.identity.directory.Directory;
import cairn.identity.directory.TrustEntry;
import cairn.identity.directory.UserEntry;
import java.util.Optional;

/** Finds as whom a token acts, without I/O. Safe for many threads. */
final class Standings {
  private final Directory directory;
  private final Access access;
  private final Time time;

  Standings(Directory directory, Time time) {
    this.directory = directory;
    this.access = new Access(directory);
    this.time = time;
  }

  /** Empty when the token's user is not active, or what the token came by holds no more. */
  Optional<Standing> of(Token token) {
    var user = active(token, token.userId());
    if (user.isEmpty() || token.delegation().isEmpty()) {
      return user.map(Standing::own);
    }
    return switch (token.delegation().get()) {
      case Delegation.ApplicationCredential(var id) ->
          directory
              .credential(id)
              .filter(found -> fits(found, token))
              .map(found ->
                  new Standing(
                      user.get(),
                      token.userId(),
                      Optional.of(found.roleIds()),
                      false,
                      Optional.of(found)));
      case Delegation.AccessToken(var id) ->
          directory
              .delegations()
              .accessToken(id)
              .filter(found ->
                  found.userId().equals(token.userId())
                      && token.scope().equals(new TokenScope.Project(found.projectId()))
                      && isAhead(found.expiresAt()))
              .map(found ->
                  new Standing(
                      user.get(),
                      token.userId(),
                      Optional.of(found.roleIds()),
                      false,
                      Optional.of(found)));
      case Delegation.Trust(var id) -> trust(id, token, user.get());
    };
  }

  private Optional<Standing> trust(String id, Token token, UserEntry trustee) {
    var pedigree = directory.delegations().pedigree(id);
    if (pedigree.isEmpty() || !pedigree.stream().allMatch(trust -> holds(trust, token))) {
      return Optional.empty();
    }
    var trust = pedigree.getFirst();
    var scope =
        trust
            .projectId()
            .<TokenScope>map(TokenScope.Project::new)
            .orElse(new TokenScope.Unscoped());
    var first = directory.user(pedigree.getLast().trustorId());
    var trustor = directory.user(trust.trustorId());
    if (!trust.trusteeId().equals(trustee.id())
        || !token.scope().equals(scope)
        || first.isEmpty()
        || trustor.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Standing(
            trust.impersonation() ? trustor.get() : trustee,
            first.get().id(),
            Optional.of(trust.roleIds()),
            true,
            Optional.of(trust)));
  }

  private boolean holds(TrustEntry trust, Token token) {
    return isAhead(trust.expiresAt())
        && active(token, trust.trustorId()).isPresent()
        && access.activeUser(trust.trusteeId()).isPresent();
  }

  /** The user, if nothing has happened to them since that voids the token. */
  private Optional<UserEntry> active(Token token, String userId) {
    return access
        .activeUser(userId)
        .filter(user -> !token.isVoid(user.tokensSince()))
        .filter(user ->
            directory
                .domain(user.domainId())
                .filter(domain -> !token.isVoid(domain.tokensSince()))
                .isPresent());
  }

  private boolean fits(ApplicationCredentialEntry credential, Token token) {
    return credential.userId().equals(token.userId())
        && token.scope().equals(new TokenScope.Project(credential.projectId()))
        && isAhead(credential.expiresAt());
  }

  private boolean isAhead(Optional<java.time.Instant> end) {
    return end.map(time.now()::isBefore).orElse(true);
  }
}
