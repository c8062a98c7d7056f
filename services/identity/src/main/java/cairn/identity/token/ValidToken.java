package cairn.identity.token;

import cairn.identity.directory.ApplicationCredentialEntry;
import cairn.identity.directory.DelegationEntry;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.TrustEntry;
import cairn.identity.directory.UserEntry;
import cairn.policy.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A token that holds now, and what stands behind its ids.
 *
 * @param user as whom it acts: of a trust with impersonation the trustor
 * @param target the project or domain of its scope
 * @param targetDomain the domain that the target is in
 * @param roles empty only without a scope
 * @param by what it was made by, when a user gave that away
 */
public record ValidToken(
    Token token,
    UserEntry user,
    ProjectEntry userDomain,
    Optional<ProjectEntry> target,
    Optional<ProjectEntry> targetDomain,
    List<RoleEntry> roles,
    Optional<DelegationEntry> by) {

  /** The id of the project that it is for. */
  public Optional<String> projectId() {
    return token.scope() instanceof TokenScope.Project(var id) ? Optional.of(id) : Optional.empty();
  }

  /** The application credential that it was made by. */
  public Optional<ApplicationCredentialEntry> credential() {
    return by.filter(ApplicationCredentialEntry.class::isInstance)
        .map(ApplicationCredentialEntry.class::cast);
  }

  /** The trust that it was made by. */
  public Optional<TrustEntry> trust() {
    return by.filter(TrustEntry.class::isInstance).map(TrustEntry.class::cast);
  }

  /** The same for the other services. */
  public Caller caller() {
    return new Caller(
        user.id(),
        user.name(),
        user.domainId(),
        scope(),
        roles.stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        token.auditId(),
        token.expiresAt());
  }

  private Caller.Scope scope() {
    return switch (token.scope()) {
      case TokenScope.Unscoped _ -> new Caller.Scope.Unscoped();
      case TokenScope.AllSystem _ -> new Caller.Scope.AllSystem();
      case TokenScope.Domain(var id) ->
          new Caller.Scope.Domain(id, target.map(ProjectEntry::name).orElse(""));
      case TokenScope.Project(var id) ->
          new Caller.Scope.Project(
              id,
              target.map(ProjectEntry::name).orElse(""),
              target.map(ProjectEntry::domainId).orElse(""));
    };
  }
}
