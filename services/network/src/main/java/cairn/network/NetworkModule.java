package cairn.network;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.network.network.Networks;
import cairn.network.port.Ports;
import cairn.network.quota.Quotas;
import cairn.network.securitygroup.SecurityGroups;
import cairn.network.subnet.Subnets;
import cairn.network.topology.NetworkReconciler;
import cairn.network.topology.NetworkStatus;
import cairn.network.topology.Topologies;
import cairn.protocol.network.NetworkDriver;
import cairn.sql.Database;
import cairn.work.Reconciler;
import java.util.List;

/** The networking service, put together. Safe for many threads. */
public final class NetworkModule {
  /** The name of its migrations. */
  public static final String MIGRATIONS = "network";

  private final Database database;
  private final Quotas quotas = new Quotas();
  private final Networks networks;
  private final Subnets subnets;
  private final SecurityGroups securityGroups;
  private final Ports ports;
  private final Topologies topologies = new Topologies();
  private final NetworkStatus status;

  public NetworkModule(Database database, Time time, Entropy entropy, NetworkSettings settings) {
    this.database = database;
    this.networks = new Networks(quotas, time, entropy, settings.mtuMax());
    this.subnets = new Subnets(quotas, time, entropy);
    this.securityGroups = new SecurityGroups(quotas, time, entropy);
    this.ports = new Ports(networks, subnets, securityGroups, quotas, time, entropy);
    this.status = new NetworkStatus(database, time);
  }

  public Networks networks() {
    return networks;
  }

  public Subnets subnets() {
    return subnets;
  }

  public SecurityGroups securityGroups() {
    return securityGroups;
  }

  public Ports ports() {
    return ports;
  }

  public Quotas quotas() {
    return quotas;
  }

  public Topologies topologies() {
    return topologies;
  }

  public NetworkStatus status() {
    return status;
  }

  /** What has to run: the driver makes what the rows say, and the rows learn what it reports. */
  public List<Reconciler> reconcilers(NetworkDriver driver) {
    driver.onPortsUp(status::portsUp);
    return List.of(new NetworkReconciler(database, topologies, driver, status));
  }
}
