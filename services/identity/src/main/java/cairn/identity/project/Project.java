package cairn.identity.project;

import cairn.policy.Target;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project or, where {@code isDomain} is set, a domain.
 *
 * @param domainId of a project; a domain has none
 * @param parentId of a project; at the top of its tree it is the domain
 */
public record Project(
    String id,
    String name,
    Optional<String> domainId,
    Optional<String> parentId,
    boolean isDomain,
    boolean enabled,
    String description,
    List<String> tags,
    ObjectNode options,
    ObjectNode extra) {

  /** Whether nothing of it may be changed but that. */
  boolean immutable() {
    return options.path("immutable").booleanValue(false);
  }

  /** Whether the other is this one, changeable again and changed in nothing else. */
  boolean freedAs(Project other) {
    var freed = options.deepCopy();
    freed.remove("immutable");
    var others = other.options().deepCopy();
    others.remove("immutable");
    return !other.immutable() && with(freed).equals(other.with(others));
  }

  private Project with(ObjectNode others) {
    return new Project(
        id, name, domainId, parentId, isDomain, enabled, description, tags, others, extra);
  }

  /** What rules about projects compare. */
  public Target target() {
    return Target.NONE
        .with("target.project.id", id)
        .with("target.project.domain_id", domainId.orElse("None"))
        .with("target.domain.id", isDomain ? id : domainId.orElse("None"))
        .with("project_id", id);
  }
}
