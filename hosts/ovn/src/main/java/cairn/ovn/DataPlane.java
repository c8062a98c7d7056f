package cairn.ovn;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.protocol.network.NetworkDriver;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * OVN and Open vSwitch of one machine, in a network namespace of their own: two OVN databases,
 * northd, the switch's database, the switch and OVN's controller. The daemons are no children of
 * this process: they, and the guests' network with them, live on when it ends, and are taken over
 * by the next {@link #start}. Safe for use by many threads.
 */
public final class DataPlane {
  private static final System.Logger LOG = System.getLogger(DataPlane.class.getName());
  private static final Path OVN_SCHEMAS = Path.of("/usr/share/ovn");
  private static final Path SWITCH_SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");

  private final DataPlaneConfig config;
  private final Time time;
  private final Namespace namespace;
  private final RunFolder folder;
  private final SwitchConfiguration switchConfiguration;
  private final Processes processes;
  private final ReentrantLock lock = new ReentrantLock();

  private final Database northbound;
  private final Database southbound;
  private final Database switchDatabase;
  private final Daemon northd;
  private final Daemon vswitchd;
  private final Daemon controller;

  /** Describes a data plane; nothing is started. */
  public DataPlane(DataPlaneConfig config, Time time) {
    this.config = config;
    this.time = time;
    this.namespace = config.mainNamespace();
    this.folder = RunFolder.of(config.folder());
    this.switchConfiguration = new SwitchConfiguration(config, folder, namespace);
    this.processes = new Processes(time);
    northbound = new Database(folder, namespace, "nb", OVN_SCHEMAS.resolve("ovn-nb.ovsschema"));
    southbound = new Database(folder, namespace, "sb", OVN_SCHEMAS.resolve("ovn-sb.ovsschema"));
    switchDatabase = new Database(folder, namespace, "switch", SWITCH_SCHEMA);
    northd =
        new Daemon(
            folder,
            namespace,
            "northd",
            "ovn-northd",
            "--ovnnb-db=unix:" + folder.socket("nb"),
            "--ovnsb-db=unix:" + folder.socket("sb"));
    vswitchd =
        new Daemon(
            folder,
            namespace,
            "vswitchd",
            "ovs-vswitchd",
            // Version 3.1 (Debian 12) may abort in its connection tracking: it is back at once.
            "--monitor",
            "unix:" + folder.socket("switch"));
    controller =
        new Daemon(
            folder, namespace, "controller", Daemon.CONTROLLER, "unix:" + folder.socket("switch"));
  }

  /**
   * Starts what does not run and takes over what does; returns when all run. Safe to repeat.
   *
   * @throws CloudException UNAVAILABLE, its detail saying which program said what
   */
  public void start() {
    guarded(() -> {
      folder.create();
      folder.rememberInterface(config.externalInterface());
      if (namespace.ensure()) {
        // The switch's database tells of ports that went with the old namespace.
        processes.end(ownProcesses());
        switchDatabase.discard();
      }
      restartDead();
      switchConfiguration.connectOutside();
      return config;
    });
  }

  /**
   * Starts again what has died, and returns what that was: nothing in the good case, which costs
   * the reading of a few files. Also keeps the logs short. Safe to repeat; {@link #start} must have
   * been called before.
   *
   * @throws CloudException UNAVAILABLE, its detail saying which program said what
   */
  public List<String> supervise() {
    return guarded(() -> {
      if (!namespace.exists()) {
        start();
        return daemons().map(Daemon::name).toList();
      }
      daemons().forEach(Daemon::limitLog);
      return restartDead();
    });
  }

  private <T> T guarded(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The host's network could not be set up.",
          e.toString(),
          e);
    } finally {
      lock.unlock();
    }
  }

  private List<String> restartDead() {
    var dead = daemons().filter(daemon -> !daemon.isRunning()).toList();
    if (dead.isEmpty()) {
      return List.of();
    }
    var names = dead.stream().map(Daemon::name).toList();
    LOG.log(System.Logger.Level.INFO, "starting {0}", String.join(", ", names));
    // One that lives on in a namespace of former times would hold its pidfile.
    processes.end(dead.stream().flatMap(daemon -> daemon.process().stream()).toList());
    Stream.of(northbound, southbound, switchDatabase)
        .filter(database -> dead.contains(database.server()))
        .forEach(Database::start);
    switchConfiguration.identify();
    Stream.of(northd, vswitchd, controller).filter(dead::contains).forEach(Daemon::start);
    return names;
  }

  /**
   * Ends every process of the data plane and whatever else runs in its namespaces, and removes the
   * namespaces, interfaces, sockets and databases; the logs stay. Works on what was killed or only
   * half started as well, since it looks at what there is.
   */
  public void remove() {
    guarded(() -> {
      removal().run();
      return config;
    });
  }

  /** What of the data plane there is on the machine, in words; nothing after {@link #remove}. */
  public List<String> leftovers() {
    return removal().leftovers();
  }

  /** Works from what was started, which may have been by other options than are given now. */
  private Removal removal() {
    var external = config.externalInterface().or(folder::rememberedInterface);
    return new Removal(config.with(external), folder, processes);
  }

  /**
   * A driver of this machine's own OVN. Beside the northbound database it keeps routes from the
   * namespace to the tenants' IPv6 subnets, where the namespace is the gateway.
   */
  public NetworkDriver networkDriver() {
    var driver = new OvnDriver(List.of(Ovsdb.unix(northboundSocket())), List.of(hostName()), time);
    return config.gatewayAddresses().isEmpty()
        ? driver
        : new LocalDriver(driver, new TenantRoutes(namespace));
  }

  /** The namespace of guests and daemons; empty when it is the machine's own. */
  public String namespace() {
    return namespace.name();
  }

  /** The name of the chassis. */
  public String hostName() {
    return config.hostName();
  }

  /** Where OVN's northbound database is served. */
  public Path northboundSocket() {
    return folder.socket("nb");
  }

  /** Where OVN's southbound database is served, for diagnosis. */
  public Path southboundSocket() {
    return folder.socket("sb");
  }

  /** The folder of the daemons' logs. */
  public Path logs() {
    return folder.logs();
  }

  Path switchSocket() {
    return folder.socket("switch");
  }

  Namespace dataNamespace() {
    return namespace;
  }

  /** What the names of the metadata services' namespaces start with. */
  String metadataPrefix() {
    return config.namespace() + "-";
  }

  /** The alias of every interface that belongs to it. */
  String alias() {
    return Links.alias(config.namespace());
  }

  /** How programs run in the namespace find the switch and OVN: their environment. */
  public Map<String, String> environment() {
    return folder.environment();
  }

  private Stream<Daemon> daemons() {
    return Stream.of(
        northbound.server(),
        southbound.server(),
        switchDatabase.server(),
        northd,
        vswitchd,
        controller);
  }

  private List<Long> ownProcesses() {
    return Removal.processesOf(folder);
  }
}
