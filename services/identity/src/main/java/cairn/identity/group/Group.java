package cairn.identity.group;

import cairn.policy.Target;
import tools.jackson.databind.node.ObjectNode;

/** Users who get the same roles. */
public record Group(String id, String name, String domainId, String description, ObjectNode extra) {

  /** What rules about groups compare. */
  public Target target() {
    return Target.NONE.with("target.group.id", id).with("target.group.domain_id", domainId);
  }
}
