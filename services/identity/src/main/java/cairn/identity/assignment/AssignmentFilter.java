package cairn.identity.assignment;

import cairn.http.Query;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import java.util.Optional;

/**
 * What a list of assignments is to hold.
 *
 * @param withinDomain only places in that domain
 * @param effective groups, inheritance and implications are resolved
 */
record AssignmentFilter(
    Optional<String> userId,
    Optional<String> groupId,
    Optional<String> roleId,
    Optional<String> projectId,
    Optional<String> domainId,
    boolean system,
    Optional<Boolean> inherited,
    boolean subtree,
    Optional<String> withinDomain,
    boolean effective,
    boolean names) {

  static AssignmentFilter read(Query query, Optional<String> withinDomain) {
    var filter =
        new AssignmentFilter(
            text(query, "user.id"),
            text(query, "group.id"),
            text(query, "role.id"),
            text(query, "scope.project.id"),
            text(query, "scope.domain.id"),
            query.has("scope.system"),
            query.last("scope.OS-INHERIT:inherited_to").map("projects"::equals),
            Filters.truth(query, "include_subtree").orElse(false),
            withinDomain,
            Filters.truth(query, "effective").orElse(false),
            Filters.truth(query, "include_names").orElse(false));
    filter.check();
    return filter;
  }

  private void check() {
    if (domainId.isPresent() && projectId.isPresent()) {
      throw Refusals.invalid("Specify a domain or project, not both");
    }
    if (system && (domainId.isPresent() || projectId.isPresent())) {
      throw Refusals.invalid("Specify system or a domain or project, not both");
    }
    if (userId.isPresent() && groupId.isPresent()) {
      throw Refusals.invalid("Specify a user or group, not both");
    }
    if (effective && groupId.isPresent()) {
      throw Refusals.invalid(
          "Combining effective and group filter will always result in an empty list.");
    }
    if (effective && domainId.isPresent() && inherited.orElse(false)) {
      throw Refusals.invalid(
          "Combining effective, domain and inherited filters will always result in an empty list.");
    }
    if (subtree && projectId.isEmpty()) {
      throw Refusals.invalid(
          "scope.project.id must be specified if include_subtree is also specified");
    }
  }

  private static Optional<String> text(Query query, String name) {
    return query.last(name).filter(value -> !value.isEmpty());
  }
}
