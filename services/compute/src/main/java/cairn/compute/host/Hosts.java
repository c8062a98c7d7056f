package cairn.compute.host;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.placement.provider.HostState;
import cairn.placement.provider.Inventory;
import cairn.placement.provider.Providers;
import cairn.placement.provider.ResourceClasses;
import cairn.protocol.HostInfo;
import cairn.sql.ConstraintViolation;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Knows the hosts and tells placement about them. Safe for many threads. */
public final class Hosts {
  /** The availability zone of a host that is in no other. */
  public static final String ZONE = "nova";

  /** Well under the silence after which a host is down, as its row is written no more often. */
  private static final Duration HEARD_OFTEN = Duration.ofSeconds(12);

  private final Database database;
  private final Providers providers;
  private final Time time;
  private final Entropy entropy;
  private final double cpuAllocationRatio;
  private final HostStore store = new HostStore();

  /**
   * Keeps them in that database.
   *
   * @param cpuAllocationRatio how many virtual processors may be given out for each real one
   */
  public Hosts(
      Database database,
      Providers providers,
      Time time,
      Entropy entropy,
      double cpuAllocationRatio) {
    this.database = database;
    this.providers = providers;
    this.time = time;
    this.entropy = entropy;
    this.cpuAllocationRatio = cpuAllocationRatio;
  }

  /** A server on a host. */
  public record Guest(UUID id, String name, UUID host, int vcpus, int memoryMib, int diskGib) {}

  /** All, in the order in which they joined. */
  public List<Host> all(Transaction tx) {
    return store.all(tx);
  }

  /** The host of that id. */
  public Optional<Host> find(Transaction tx, UUID id) {
    return store.find(tx, id);
  }

  /** The host of that name. */
  public Optional<Host> byName(Transaction tx, String name) {
    return store.byName(tx, name);
  }

  /** UP, DOWN, or MAINTENANCE when nothing new is put there, for each of these hosts. */
  public Map<UUID, String> statuses(Transaction tx, Collection<UUID> ids) {
    var now = time.now();
    var statuses = new HashMap<UUID, String>();
    for (var host : store.byIds(tx, ids)) {
      var up = host.up(now) ? "UP" : "DOWN";
      statuses.put(host.id(), host.enabled() ? up : "MAINTENANCE");
    }
    return statuses;
  }

  /** Whether any host is in that availability zone. */
  public boolean zoneExists(Transaction tx, String zone) {
    return store.inZone(tx, zone);
  }

  /** Whether the host's agent is there. */
  public boolean up(Transaction tx, UUID id) {
    return store.find(tx, id).map(host -> host.up(time.now())).orElse(false);
  }

  /**
   * A host's agent has come, for the first time or again.
   *
   * @throws CloudException CONFLICT when another host has its name
   */
  public Host join(HostInfo info) {
    try {
      return database.inTransaction(tx -> {
        var host = store.join(tx, info, entropy.uuid(), ZONE, time.now());
        providers.ensure(tx, info.id(), info.name(), inventories(info), traits(info));
        describe(tx, host);
        return host;
      });
    } catch (ConstraintViolation e) {
      throw new CloudException(
          CloudException.Kind.CONFLICT,
          "Another host is called %s.".formatted(info.name()),
          e.detail(),
          e);
    }
  }

  private Map<String, Inventory> inventories(HostInfo info) {
    var inventories = new LinkedHashMap<String, Inventory>();
    inventories.put(ResourceClasses.VCPU, Inventory.of(info.vcpus()).withRatio(cpuAllocationRatio));
    inventories.put(ResourceClasses.MEMORY_MB, Inventory.of(info.memoryMib()));
    inventories.put(ResourceClasses.DISK_GB, Inventory.of(info.diskGib()));
    return inventories;
  }

  private static Set<String> traits(HostInfo info) {
    return new HashSet<>(info.traits());
  }

  private void describe(Transaction tx, Host host) {
    providers.describe(
        tx, host.id(), new HostState(host.enabled(), host.up(time.now()), host.zone()));
  }

  /** These hosts' agents are there; a row that says so of late is left as it is. */
  public void heard(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      var now = time.now();
      database.run(tx -> store.heard(tx, ids, now.minus(HEARD_OFTEN), now));
    }
  }

  /** Finds hosts that have fallen silent, so that nothing is put there. */
  public List<Host> sweep() {
    return database.inTransaction(tx -> {
      var now = time.now();
      var silent = store.silent(tx, now.minus(Host.SILENCE_MAX), now);
      silent.forEach(host -> describe(tx, host));
      return silent;
    });
  }

  Host set(UUID id, boolean enabled, Optional<String> reason, boolean forcedDown) {
    return database.inTransaction(tx -> {
      var host = store.set(tx, id, enabled, reason, forcedDown, time.now());
      describe(tx, host);
      return host;
    });
  }

  record Census(List<Host> hosts, List<Guest> guests) {}

  Census census() {
    return database.read(tx -> new Census(store.all(tx), store.guests(tx)));
  }

  /** All, in the order in which they joined. */
  public List<Host> list() {
    return database.read(store::all);
  }

  Optional<Host> byService(UUID id) {
    return database.read(tx -> store.byService(tx, id));
  }

  void remove(Host host) {
    database.run(tx -> {
      providers.delete(tx, host.id());
      store.delete(tx, host.id());
    });
  }
}
