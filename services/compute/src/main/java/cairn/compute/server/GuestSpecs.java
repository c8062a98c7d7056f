package cairn.compute.server;

import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.WiredSubnet;
import cairn.compute.wiring.Wiring;
import cairn.protocol.GuestSpec;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says what is wanted of guests, from the rows alone. Safe for many threads. */
public final class GuestSpecs {
  private final Database database;
  private final Wiring wiring;
  private final String domain;
  private final ServerStore store = new ServerStore();

  /**
   * @param domain what is put behind the guests' host names
   */
  public GuestSpecs(Database database, Wiring wiring, String domain) {
    this.database = database;
    this.wiring = wiring;
    this.domain = domain;
  }

  /** A guest and the host that it belongs on. */
  public record Assigned(UUID host, GuestSpec spec) {}

  /** All guests of a host. */
  public List<GuestSpec> ofHost(UUID host) {
    return database.read(
        tx -> render(tx, store.onHost(tx, host)).stream().map(Assigned::spec).toList());
  }

  /** Those of the servers that have a host and are not deleted. */
  public List<Assigned> of(Collection<UUID> servers) {
    return database.read(tx ->
        render(
            tx,
            store.byIds(tx, servers).stream()
                .filter(server -> server.times().deleted().isEmpty())
                .toList()));
  }

  /** A constant number of statements for any number of servers. */
  private List<Assigned> render(Transaction tx, List<Server> servers) {
    if (servers.isEmpty()) {
      return List.of();
    }
    var ports = wiring.ports(tx, servers.stream().map(server -> server.id().value()).toList());
    var networks = new HashSet<UUID>();
    ports.values().forEach(some -> some.forEach(port -> networks.add(port.network())));
    var subnets =
        networks.isEmpty() ? Map.<UUID, List<WiredSubnet>>of() : wiring.subnets(tx, networks);
    return servers.stream().flatMap(server -> one(server, ports, subnets).stream()).toList();
  }

  private Optional<Assigned> one(
      Server server, Map<UUID, List<WiredPort>> all, Map<UUID, List<WiredSubnet>> subnets) {
    var ports = inOrder(server, all.getOrDefault(server.id().value(), List.of()));
    var wanted = server.wanted();
    var flavor = server.hardware().flavor();
    return server
        .place()
        .host()
        .map(host ->
            new Assigned(
                host,
                new GuestSpec(
                    server.id().value(),
                    wanted.generation(),
                    wanted.requestId(),
                    wanted.power(),
                    wanted.boot(),
                    wanted.hardReboot(),
                    server.label().name(),
                    new GuestSpec.Machine(flavor.vcpus(), flavor.memoryMib()),
                    new GuestSpec.Disk(server.hardware().image(), flavor.diskGib()),
                    ports.stream().map(GuestSpecs::nic).toList(),
                    server.hardware().configDrive(),
                    MetadataDocuments.of(server, ports, subnets, domain))));
  }

  /** The ports in the order of the NICs; one that the network service no longer has is left out. */
  static List<WiredPort> inOrder(Server server, List<WiredPort> ports) {
    return server.hardware().nics().stream()
        .flatMap(nic -> ports.stream().filter(port -> port.id().equals(nic.port())))
        .toList();
  }

  private static GuestSpec.Nic nic(WiredPort port) {
    return new GuestSpec.Nic(
        port.id(),
        port.network(),
        port.mac(),
        port.mtu(),
        port.addresses().stream().map(WiredPort.Address::address).toList(),
        port.metadata());
  }
}
