package cairn.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The user behind a request and the scope of the token, as identity vouches for them. Immutable.
 *
 * @param roles lower-case names, implied roles among them
 * @param auditId of the token, fit for logs
 * @param expires when the token ends
 */
public record Caller(
    String userId,
    String userName,
    String userDomainId,
    Scope scope,
    Set<String> roles,
    String auditId,
    Instant expires) {

  /** Nobody: the caller of a route that is open to all. */
  public static final Caller ANONYMOUS =
      new Caller("", "", "", new Scope.Unscoped(), Set.of(), "", Instant.MAX);

  /** What a token is good for. */
  public sealed interface Scope {
    /** A project and the domain that it is in. */
    record Project(String id, String name, String domainId) implements Scope {}

    /** A domain as such. */
    record Domain(String id, String name) implements Scope {}

    /** The whole installation. */
    record AllSystem() implements Scope {}

    /** Nothing but saying who the user is. */
    record Unscoped() implements Scope {}
  }

  /** The project of the token's scope; empty for the other scopes. */
  public Optional<String> projectId() {
    return scope instanceof Scope.Project project ? Optional.of(project.id()) : Optional.empty();
  }

  /** The domain of the token's scope; empty for the other scopes. */
  public Optional<String> domainId() {
    return scope instanceof Scope.Domain domain ? Optional.of(domain.id()) : Optional.empty();
  }

  /** Whether the token carries that role. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  /** Whether this is the caller without a token. */
  public boolean anonymous() {
    return userId.isEmpty();
  }
}
