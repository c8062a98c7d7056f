package cairn.network;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Routes;
import cairn.network.floatingip.FloatingIps;
import cairn.network.info.NetworkAgent;
import cairn.network.network.Networks;
import cairn.network.port.Ports;
import cairn.network.quota.Quotas;
import cairn.network.router.Routers;
import cairn.network.securitygroup.SecurityGroups;
import cairn.network.subnet.Subnets;
import cairn.network.subnetpool.SubnetPools;
import cairn.network.topology.NetworkReconciler;
import cairn.network.topology.NetworkStatus;
import cairn.network.topology.Topologies;
import cairn.protocol.network.NetworkDriver;
import cairn.sql.Database;
import cairn.work.Reconciler;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The networking service, put together. Safe for many threads. */
public final class NetworkModule {
  /** The name of its migrations. */
  public static final String MIGRATIONS = "network";

  private final Database database;
  private final Time time;
  private final NetworkSettings settings;
  private final Quotas quotas = new Quotas();
  private final Networks networks;
  private final Subnets subnets;
  private final SubnetPools subnetPools;
  private final SecurityGroups securityGroups;
  private final Ports ports;
  private final Routers routers;
  private final FloatingIps floatingIps;
  private final Topologies topologies = new Topologies();
  private final NetworkStatus status;
  private volatile Supplier<List<NetworkAgent>> agents = List::of;

  public NetworkModule(Database database, Time time, Entropy entropy, NetworkSettings settings) {
    this.database = database;
    this.time = time;
    this.settings = settings;
    this.networks = new Networks(quotas, time, entropy, settings.mtuMax());
    this.subnets = new Subnets(quotas, time, entropy);
    this.subnetPools = new SubnetPools(time, entropy);
    this.securityGroups = new SecurityGroups(quotas, time, entropy);
    this.ports = new Ports(networks, subnets, securityGroups, quotas, time, entropy);
    this.routers = new Routers(networks, subnets, ports, quotas, time, entropy);
    this.floatingIps = new FloatingIps(networks, subnets, ports, quotas, time, entropy);
    this.status = new NetworkStatus(database, time);
  }

  /** The route table, with all rules that are asked. */
  public Routes routes() {
    return new NetworkRoutes(this, database, time, settings).table();
  }

  /** Where limits of projects come from that stand in place of the usual quotas. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    quotas.registeredLimits(source);
  }

  /** Where the list of agents comes from; without it the list is empty. */
  public void agents(Supplier<List<NetworkAgent>> source) {
    agents = source;
  }

  List<NetworkAgent> agentsNow() {
    return agents.get();
  }

  /** Makes the external network of a first start, unless there is an external network already. */
  public void ensureExternalNetwork(ExternalNetwork wanted) {
    database.run(tx -> wanted.ensure(tx, networks, subnets));
  }

  public Networks networks() {
    return networks;
  }

  public Subnets subnets() {
    return subnets;
  }

  public SubnetPools subnetPools() {
    return subnetPools;
  }

  public SecurityGroups securityGroups() {
    return securityGroups;
  }

  public Ports ports() {
    return ports;
  }

  public Routers routers() {
    return routers;
  }

  public FloatingIps floatingIps() {
    return floatingIps;
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

  /**
   * What has to run: the driver makes what the rows say, and the rows learn what it reports. Wake
   * it for each change of the topic {@link Networks#TOPIC}.
   */
  public List<Reconciler> reconcilers(NetworkDriver driver) {
    driver.onPortsUp(status::portsUp);
    return List.of(new NetworkReconciler(database, topologies, driver, status));
  }
}
