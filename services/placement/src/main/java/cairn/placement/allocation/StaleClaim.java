package cairn.placement.allocation;

import cairn.common.CloudException;
import java.util.UUID;

/** The provider no longer has what a plan wanted of it; make the plan again on a newer picture. */
public final class StaleClaim extends CloudException {
  private static final long serialVersionUID = 1L;

  StaleClaim(UUID consumer, UUID provider) {
    super(
        Kind.CONFLICT,
        "Unable to allocate for consumer %s: resource provider %s has not enough left."
            .formatted(consumer, provider));
  }
}
