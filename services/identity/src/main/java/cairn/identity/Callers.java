package cairn.identity;

import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.UserEntry;
import cairn.policy.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who somebody would be with a token of a scope, without one: to explain rules. Users, projects and
 * domains are named by id or by name. Thread-safe; looks at all entries, so it is not for requests.
 */
public final class Callers {
  private final Directory directory;
  private final Access access;

  Callers(Directory directory) {
    this.directory = directory;
    this.access = new Access(directory);
  }

  /** The user in a project; with an empty one without a scope. */
  public Optional<Caller> ofProject(String user, String userDomain, String project) {
    if (project.isEmpty()) {
      return user(user, userDomain)
          .map(known -> caller(known, new Caller.Scope.Unscoped(), List.of()));
    }
    return both(
        user(user, userDomain),
        directory.named(project, false, userDomain),
        (known, place) ->
            caller(
                known,
                new Caller.Scope.Project(place.id(), place.name(), place.domainId()),
                access.onProject(known.id(), place.id())));
  }

  /** The user in a domain. */
  public Optional<Caller> ofDomain(String user, String userDomain, String domain) {
    return both(
        user(user, userDomain),
        directory.named(domain, true, ""),
        (known, place) ->
            caller(
                known,
                new Caller.Scope.Domain(place.id(), place.name()),
                access.onProject(known.id(), place.id())));
  }

  /** The user in the whole system. */
  public Optional<Caller> ofSystem(String user, String userDomain) {
    return user(user, userDomain)
        .map(known -> caller(known, new Caller.Scope.AllSystem(), access.onSystem(known.id())));
  }

  private Optional<UserEntry> user(String nameOrId, String domainNameOrId) {
    var domain =
        directory.named(domainNameOrId, true, "").map(ProjectEntry::id).orElse(domainNameOrId);
    return directory.user(nameOrId).or(() -> directory.userNamed(nameOrId, domain));
  }

  @FunctionalInterface
  private interface Making {
    Caller make(UserEntry user, ProjectEntry place);
  }

  private static Optional<Caller> both(
      Optional<UserEntry> user, Optional<ProjectEntry> place, Making making) {
    return user.flatMap(known -> place.map(where -> making.make(known, where)));
  }

  private static Caller caller(UserEntry user, Caller.Scope scope, List<RoleEntry> roles) {
    return new Caller(
        user.id(),
        user.name(),
        user.domainId(),
        scope,
        roles.stream()
            .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        "",
        Instant.MAX);
  }
}
