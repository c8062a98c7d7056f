package cairn.identity.directory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All roles and, for each, all that it implies, itself among them. Immutable. */
public final class Roles {
  private final Map<String, RoleEntry> byId = new HashMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();

  Roles(List<RoleEntry> roles, Map<String, List<String>> inferences) {
    roles.forEach(role -> byId.put(role.id(), role));
    byId.keySet().forEach(id -> closures.put(id, closure(id, inferences)));
  }

  private static Set<String> closure(String id, Map<String, List<String>> inferences) {
    var found = new LinkedHashSet<String>();
    var open = new ArrayDeque<String>(List.of(id));
    while (!open.isEmpty()) {
      var next = open.remove();
      if (found.add(next)) {
        open.addAll(inferences.getOrDefault(next, List.of()));
      }
    }
    return found;
  }

  public Optional<RoleEntry> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The role of that name that belongs to no domain. */
  public Optional<RoleEntry> named(String name) {
    return byId.values().stream()
        .filter(role -> role.domainId().isEmpty() && role.name().equals(name))
        .findFirst();
  }

  /** The ids of all that the role implies, itself first. */
  public Set<String> impliedBy(String id) {
    return closures.getOrDefault(id, Set.of());
  }

  /** The roles that a token carries when these have been given, implied ones among them. */
  public List<RoleEntry> effective(Collection<String> roleIds) {
    var ids = new LinkedHashSet<String>();
    roleIds.forEach(id -> ids.addAll(impliedBy(id)));
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .filter(role -> role.domainId().isEmpty())
        .toList();
  }
}
