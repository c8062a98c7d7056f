package cairn.placement;

import cairn.placement.allocation.Allocations;
import cairn.placement.provider.Providers;
import cairn.placement.schedule.HostIndex;
import cairn.sql.Database;

/**
 * Placement's index page: who has how much of what, who has claimed it, and where a server goes.
 */
public final class PlacementModule {
  private final Providers providers = new Providers();
  private final Allocations allocations;
  private final HostIndex hosts;

  public PlacementModule(Database database) {
    this.hosts = new HostIndex(database);
    this.allocations = new Allocations(hosts);
  }

  /** The name of its migrations. */
  public String migrations() {
    return "placement";
  }

  /** The providers, for the service that has the hosts. */
  public Providers providers() {
    return providers;
  }

  /** Claims, for the service that has the servers. */
  public Allocations allocations() {
    return allocations;
  }

  /** The scheduler's picture; loaded once after the migrations. */
  public HostIndex hosts() {
    return hosts;
  }
}
