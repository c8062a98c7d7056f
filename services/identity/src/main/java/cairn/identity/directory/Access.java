package cairn.identity.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What roles a user has where, by themselves, their groups and the trees above. Thread-safe. */
public final class Access {
  /** Trees of projects are not deeper. */
  private static final int DEPTH_MAX = 16;

  private final Directory directory;

  public Access(Directory directory) {
    this.directory = directory;
  }

  /** The roles on a project or domain; empty when there are none. */
  public List<RoleEntry> onProject(String userId, String projectId) {
    var above = above(projectId);
    var given = new LinkedHashSet<String>();
    for (var grant : directory.grants(userId)) {
      var target = grant.projectId().orElse("");
      if (grant.inherited() ? above.contains(target) : target.equals(projectId)) {
        given.add(grant.roleId());
      }
    }
    return directory.roles().effective(given);
  }

  /** The roles on the whole installation. */
  public List<RoleEntry> onSystem(String userId) {
    var given = new LinkedHashSet<String>();
    for (var grant : directory.grants(userId)) {
      if (grant.projectId().isEmpty()) {
        given.add(grant.roleId());
      }
    }
    return directory.roles().effective(given);
  }

  /** The ids of the enabled projects (or of the enabled domains) where the user has a role. */
  public Set<String> reachable(String userId, boolean domains) {
    var found = new LinkedHashSet<String>();
    var inheritedFrom = new LinkedHashSet<String>();
    for (var grant : directory.grants(userId)) {
      var target = grant.projectId().orElse("");
      (grant.inherited() ? inheritedFrom : found).add(target);
    }
    if (!inheritedFrom.isEmpty() && !domains) {
      for (var project : directory.projects()) {
        if (above(project.id()).stream().anyMatch(inheritedFrom::contains)) {
          found.add(project.id());
        }
      }
    }
    found.removeIf(
        id -> directory.project(id).filter(p -> p.isDomain() == domains && usable(p)).isEmpty());
    return found;
  }

  /** Whether the project and its domain are enabled. */
  public boolean usable(ProjectEntry project) {
    return project.enabled()
        && directory.domain(project.domainId()).map(ProjectEntry::enabled).orElse(false);
  }

  private Set<String> above(String projectId) {
    var above = new LinkedHashSet<String>();
    var parent = directory.project(projectId).flatMap(ProjectEntry::parentId);
    while (parent.isPresent() && above.size() < DEPTH_MAX && above.add(parent.get())) {
      parent = parent.flatMap(directory::project).flatMap(ProjectEntry::parentId);
    }
    directory.project(projectId).filter(p -> !p.isDomain()).ifPresent(p -> above.add(p.domainId()));
    return above;
  }

  /** The user, when they and their domain are enabled. */
  public Optional<UserEntry> activeUser(String userId) {
    return directory
        .user(userId)
        .filter(UserEntry::enabled)
        .filter(u -> directory.domain(u.domainId()).map(ProjectEntry::enabled).orElse(false));
  }
}
