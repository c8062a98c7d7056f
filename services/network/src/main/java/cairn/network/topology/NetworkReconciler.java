package cairn.network.topology;

import cairn.protocol.network.NetworkDriver;
import cairn.sql.Database;
import cairn.work.Reconciler;
import java.time.Duration;

/**
 * Has the driver make the network as the rows say: the whole of it each time, so that what was
 * missed, or changed by others, is made good. A change of the rows only wakes it early.
 */
public final class NetworkReconciler implements Reconciler {
  private static final Duration EVERY = Duration.ofMinutes(2);

  private final Database database;
  private final Topologies topologies;
  private final NetworkDriver driver;
  private final NetworkStatus status;

  public NetworkReconciler(
      Database database, Topologies topologies, NetworkDriver driver, NetworkStatus status) {
    this.database = database;
    this.topologies = topologies;
    this.driver = driver;
    this.status = status;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  /** Two at a time would undo each other's newer half. */
  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public void reconcile() {
    driver.apply(database.read(topologies::read));
    status.refresh();
  }
}
