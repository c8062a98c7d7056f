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

  /** What rules about projects compare. */
  public Target target() {
    return Target.NONE
        .with("target.project.id", id)
        .with("target.project.domain_id", domainId.orElse("None"))
        .with("target.domain.id", isDomain ? id : domainId.orElse("None"))
        .with("project_id", id);
  }
}
