package cairn.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a permission is asked about: the attributes that rules may compare ({@code project_id}). */
public record Target(Map<String, String> attributes) {
  /** Nothing in particular. */
  public static final Target NONE = new Target(Map.of());

  /** Something that a project owns. */
  public static Target ofProject(String projectId) {
    return new Target(Map.of("project_id", projectId, "tenant_id", projectId));
  }

  /** Something that a user owns. */
  public static Target ofUser(String userId) {
    return new Target(Map.of("user_id", userId));
  }

  /** The same with one attribute more; dots reach into nested names ({@code target.user.id}). */
  public Target with(String name, String value) {
    var more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new Target(more);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
