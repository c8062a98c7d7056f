package cairn.identity.role;

import cairn.policy.Target;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A name for what somebody may do.
 *
 * @param domainId of a role that only one domain knows
 */
public record Role(
    String id,
    String name,
    Optional<String> domainId,
    Optional<String> description,
    ObjectNode options,
    ObjectNode extra) {

  /** Adds what rules about roles compare. */
  public Target target(Target others) {
    return others
        .with("target.role.id", id)
        .with("target.role.name", name)
        .with("target.role.domain_id", domainId.orElse("None"));
  }

  boolean immutable() {
    return options.path("immutable").booleanValue(false);
  }
}
