package cairn.compute.server;

import cairn.common.CloudException;
import cairn.compute.host.Hosts;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.Wiring;
import cairn.http.Request;
import cairn.policy.Caller;
import cairn.policy.Target;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds servers. Safe for many threads. */
public final class Servers {
  /** The change feed's topic of servers whose guests are wanted otherwise; keys are their ids. */
  public static final String TOPIC = "server";

  private final Database database;
  private final Wiring wiring;
  private final Hosts hosts;
  private final ServerStore store = new ServerStore();
  private final ServerListStore lists = new ServerListStore();

  /** Finds them in that database. */
  public Servers(Database database, Wiring wiring, Hosts hosts) {
    this.database = database;
    this.wiring = wiring;
    this.hosts = hosts;
  }

  /**
   * The server, if the caller may know of it.
   *
   * @throws CloudException NOT_FOUND
   */
  public Server get(Caller caller, String id) {
    return database.read(tx -> get(tx, caller, id, false));
  }

  /** The server that the request's path names, if the route's rule allows it. */
  public Server checked(Request request) {
    var server = get(request.caller(), request.parameter("id"));
    request.check(Target.ofProject(server.owner().projectId()));
    return server;
  }

  /** The same among deleted ones too. */
  public Server getAny(Caller caller, String id) {
    return database.read(tx -> get(tx, caller, id, true));
  }

  private Server get(Transaction tx, Caller caller, String text, boolean deletedToo) {
    return ServerId.parse(text)
        .flatMap(id -> deletedToo ? store.findAny(tx, id) : store.find(tx, id))
        .filter(server -> visible(caller, server))
        .orElseThrow(() -> missing(text));
  }

  static boolean visible(Caller caller, Server server) {
    return caller.hasRole("admin")
        || caller.projectId().equals(Optional.of(server.owner().projectId()));
  }

  static CloudException missing(String id) {
    return ComputeErrors.notFound("Instance %s could not be found.".formatted(id));
  }

  record Page(List<Server> servers, ServerDetails details) {}

  List<Server> list(ServerFilter filter) {
    return database.read(tx -> lists.page(tx, narrowed(tx, filter)));
  }

  Page listDetailed(ServerFilter filter, boolean hostStatus) {
    return database.read(tx -> {
      var servers = lists.page(tx, narrowed(tx, filter));
      return new Page(servers, details(tx, servers, hostStatus));
    });
  }

  Page detailed(Caller caller, String id, boolean hostStatus) {
    return database.read(tx -> {
      var servers = List.of(get(tx, caller, id, false));
      return new Page(servers, details(tx, servers, hostStatus));
    });
  }

  private ServerDetails details(Transaction tx, List<Server> servers, boolean hostStatus) {
    var ids = servers.stream().map(server -> server.id().value()).toList();
    var ports = ids.isEmpty() ? Map.<UUID, List<WiredPort>>of() : wiring.ports(tx, ids);
    var statuses =
        hostStatus ? Optional.of(statuses(tx, servers)) : Optional.<Map<UUID, String>>empty();
    return new ServerDetails(ports, statuses);
  }

  private Map<UUID, String> statuses(Transaction tx, List<Server> servers) {
    var ids = new HashSet<UUID>();
    servers.forEach(server -> server.place().host().ifPresent(ids::add));
    return ids.isEmpty() ? Map.of() : hosts.statuses(tx, ids);
  }

  /** Addresses are the network service's; the servers that have them are looked up first. */
  private ServerFilter narrowed(Transaction tx, ServerFilter filter) {
    if (filter.ip().isEmpty() && filter.ip6().isEmpty()) {
      return filter;
    }
    var ids = lists.ids(tx, filter.project());
    var four = filter.ip().map(Pattern::compile);
    var six = filter.ip6().map(Pattern::compile);
    var found =
        wiring.ports(tx, ids).entrySet().stream()
            .filter(entry ->
                four.map(pattern -> has(entry.getValue(), 4, pattern)).orElse(true)
                    && six.map(pattern -> has(entry.getValue(), 6, pattern)).orElse(true))
            .map(Map.Entry::getKey)
            .toList();
    return filter.among(found);
  }

  private static boolean has(Collection<WiredPort> ports, int version, Pattern pattern) {
    return ports.stream()
        .flatMap(port -> port.addresses().stream())
        .anyMatch(
            address -> address.version() == version && pattern.matcher(address.address()).find());
  }
}
