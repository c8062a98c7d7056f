package cairn.ovn;

import cairn.common.Time;
import cairn.ovn.ovsdb.Datum;
import cairn.ovn.ovsdb.Operation;
import cairn.ovn.ovsdb.Ovsdb;
import cairn.ovn.ovsdb.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** The ports of the integration bridge, by the switch's own database. */
final class SwitchPorts implements AutoCloseable {
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(10);
  private static final String KIND = "cairn:kind";
  private static final String GUEST = "guest";

  /** What an interface has when its device is not there. */
  private static final long NO_DEVICE = -1;

  private final Ovsdb database;
  private final ReentrantLock lock = new ReentrantLock();

  SwitchPorts(Path socket, Time time) {
    database =
        new Ovsdb(
            List.of(Ovsdb.unix(socket)),
            "Open_vSwitch",
            Map.of(
                "Bridge", List.of("name", "ports"),
                "Port", List.of("name", "interfaces"),
                "Interface", List.of("name", "external_ids", "ofport")),
            () -> {},
            time);
  }

  /** Plugs an interface in as that logical port. */
  void ensure(String name, UUID port, String mac, boolean guest) {
    var labels =
        Datum.ofMap(
            Map.of(
                "iface-id",
                port.toString(),
                "attached-mac",
                mac,
                "iface-status",
                "active",
                KIND,
                guest ? GUEST : "metadata"));
    lock.lock();
    try {
      database.awaitReady(CONNECT_WAIT);
      var present = find("Interface", name);
      if (present.isPresent()) {
        if (!present.get().column("external_ids").equals(labels)) {
          database.transact(
              List.of(
                  Operation.update(
                      "Interface", present.get().id(), Map.of("external_ids", labels))));
        }
        return;
      }
      var interfaceRow = id("Interface", name);
      var portRow = id("Port", name);
      database.transact(
          List.of(
              Operation.insert(
                  "Interface",
                  interfaceRow,
                  Map.of("name", Datum.of(name), "external_ids", labels)),
              Operation.insert(
                  "Port",
                  portRow,
                  Map.of("name", Datum.of(name), "interfaces", Datum.of(interfaceRow))),
              Operation.add("Bridge", bridge(), "ports", Datum.of(portRow))));
    } finally {
      lock.unlock();
    }
  }

  /** Unplugs an interface; nothing when it is not plugged in. */
  void remove(String name) {
    lock.lock();
    try {
      database.awaitReady(CONNECT_WAIT);
      var operations = new ArrayList<Operation>();
      find("Port", name)
          .ifPresent(row ->
              operations.add(Operation.remove("Bridge", bridge(), "ports", Datum.of(row.id()))));
      if (!operations.isEmpty()) {
        database.transact(operations);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The guests' ports that are plugged in and whose device is there. */
  Set<UUID> guests() {
    database.awaitReady(CONNECT_WAIT);
    var replica = database.replica();
    return replica.read(() ->
        replica.table("Interface").values().stream()
            .filter(row -> row.entry("external_ids", KIND).equals(Optional.of(GUEST)))
            .filter(row -> !row.number("ofport").equals(Optional.of(NO_DEVICE)))
            .flatMap(row -> row.entry("external_ids", "iface-id").stream())
            .map(UUID::fromString)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private UUID bridge() {
    return find("Bridge", SwitchConfiguration.INTEGRATION)
        .orElseThrow(() -> new IllegalStateException("the integration bridge is missing"))
        .id();
  }

  private Optional<Row> find(String table, String name) {
    var replica = database.replica();
    return replica.read(() ->
        replica.table(table).values().stream()
            .filter(row -> row.text("name").equals(name))
            .findFirst());
  }

  private static UUID id(String table, String name) {
    return UUID.nameUUIDFromBytes((table + "/" + name).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    database.close();
  }
}
