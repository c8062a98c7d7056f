package cairn.identity.limit;

import cairn.policy.Target;
import java.util.Optional;

/**
 * How much of a resource one project or domain may use. Service, region and resource are those of
 * its registered limit.
 *
 * @param place the project's or domain's id
 * @param placeIsDomain whether that is a domain
 * @param placeDomainId the domain that the project is in; of a domain its own id
 * @param resourceLimit -1 for as much as there is
 */
public record Limit(
    String id,
    String place,
    boolean placeIsDomain,
    String placeDomainId,
    String serviceId,
    Optional<String> regionId,
    String resourceName,
    int resourceLimit,
    Optional<String> description) {

  /** What rules about limits compare. */
  Target target() {
    return placeIsDomain
        ? Target.NONE
            .with("target.limit.domain.id", place)
            .with("target.limit.domain_id", place)
            .with("target.limit.project_id", "None")
        : Target.NONE
            .with("target.limit.project_id", place)
            .with("target.limit.project.domain_id", placeDomainId);
  }
}
