package cairn.compute.server;

import cairn.placement.allocation.StaleClaim;
import java.util.UUID;

/** A host was no longer what it was planned with; the plan is made again. */
final class StalePlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final UUID host;

  StalePlan(UUID host, StaleClaim cause) {
    super("host " + host, cause);
    this.host = host;
  }

  UUID host() {
    return host;
  }
}
