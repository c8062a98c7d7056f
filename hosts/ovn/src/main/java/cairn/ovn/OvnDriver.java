package cairn.ovn;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.ovn.northbound.Northbound;
import cairn.ovn.northbound.NorthboundDifference;
import cairn.ovn.northbound.NorthboundPlan;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.ovn.ovsdb.OvsdbException;
import cairn.protocol.network.NetworkDriver;
import cairn.protocol.network.Topology;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps OVN's northbound database as the topology wants it, and writes nothing else. Safe for use
 * by many threads: calls of {@link #apply} are done one after the other as they come.
 */
public final class OvnDriver implements NetworkDriver {
  private static final System.Logger LOG = System.getLogger(OvnDriver.class.getName());
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(10);
  private static final int OPERATIONS_MAX = 500;
  private static final int ATTEMPTS_MAX = 3;

  private final Ovsdb northbound;
  private final List<String> gatewayChassis;
  private final PortWatch ports;
  private final ReentrantLock applying = new ReentrantLock(true);

  /**
   * Starts to connect, and returns at once.
   *
   * @param northbound where the northbound database is served: {@link Ovsdb#unix}, or each member
   *     of a cluster
   * @param gatewayChassis the names (system-id) of the chassis that may hold routers' gateways, the
   *     preferred one first; on one machine its one chassis
   */
  public OvnDriver(
      List<? extends SocketAddress> northbound, List<String> gatewayChassis, Time time) {
    this.gatewayChassis = List.copyOf(gatewayChassis);
    this.ports = new PortWatch();
    this.northbound =
        new Ovsdb(northbound, Northbound.DATABASE, Northbound.watched(), ports::wake, time);
    var replica = this.northbound.replica();
    ports.start(
        () -> replica.filled() ? Optional.of(Northbound.portsUp(replica)) : Optional.empty());
  }

  /**
   * {@inheritDoc}
   *
   * @throws CloudException UNAVAILABLE when the database cannot be reached, INTERNAL when it
   *     refuses the rows
   */
  @Override
  public void apply(Topology wanted) {
    applying.lock();
    try {
      var plan = NorthboundPlan.of(wanted, gatewayChassis);
      northbound.awaitReady(CONNECT_WAIT);
      for (var attempt = 1; !attempt(plan, attempt == ATTEMPTS_MAX); attempt++) {
        LOG.log(System.Logger.Level.INFO, "comparing with the northbound database once more");
      }
    } finally {
      applying.unlock();
    }
  }

  /** One comparison; false when the database had changed under it and it has to be repeated. */
  private boolean attempt(NorthboundPlan plan, boolean last) {
    try {
      var transactions = NorthboundDifference.between(plan, northbound.replica(), OPERATIONS_MAX);
      transactions.forEach(northbound::transact);
      return true;
    } catch (OvsdbException e) {
      if (last || e.kind() == CloudException.Kind.UNAVAILABLE) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "northbound: {0}", e.detail());
      return false;
    }
  }

  @Override
  public void onPortsUp(Consumer<Set<UUID>> listener) {
    ports.listen(listener);
  }

  @Override
  public void close() {
    ports.close();
    northbound.close();
  }
}
