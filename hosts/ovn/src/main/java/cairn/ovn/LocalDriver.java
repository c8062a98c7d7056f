package cairn.ovn;

import cairn.protocol.network.NetworkDriver;
import cairn.protocol.network.Topology;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** OVN on one machine, whose data plane's namespace stands for the outside. */
final class LocalDriver implements NetworkDriver {
  private final OvnDriver driver;
  private final TenantRoutes routes;
  private volatile Map<String, String> applied = Map.of("none yet", "");

  LocalDriver(OvnDriver driver, TenantRoutes routes) {
    this.driver = driver;
    this.routes = routes;
  }

  @Override
  public void apply(Topology wanted) {
    driver.apply(wanted);
    var now = TenantRoutes.of(wanted);
    if (!now.equals(applied)) {
      routes.apply(now);
      applied = now;
    }
  }

  @Override
  public void onPortsUp(Consumer<Set<UUID>> listener) {
    driver.onPortsUp(listener);
  }

  @Override
  public void close() {
    driver.close();
  }
}
