package cairn.network.topology;

import cairn.common.Time;
import cairn.sql.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a driver reports about ports. Safe for many threads. */
public final class NetworkStatus {
  /** The change feed's topic of ports whose status has changed; its key is the port's id. */
  public static final String TOPIC = "port-status";

  private final StatusStore store = new StatusStore();
  private final List<PortListener> listeners = new CopyOnWriteArrayList<>();
  private final Database database;
  private final Time time;

  /** Empty until the first report: then nobody knows, and what the rows say stands. */
  private volatile Optional<Set<UUID>> up = Optional.empty();

  public NetworkStatus(Database database, Time time) {
    this.database = database;
    this.time = time;
  }

  /** Lets somebody follow; called while the program is put together. */
  public void onPortChange(PortListener listener) {
    listeners.add(listener);
  }

  /** These ports are up and all others are not. */
  public void portsUp(Set<UUID> ids) {
    up = Optional.of(Set.copyOf(ids));
    refresh();
  }

  /** Writes the last report once more, for ports that have come since. */
  void refresh() {
    up.ifPresent(this::write);
    database.run(store::floatingIps);
  }

  private void write(Set<UUID> reported) {
    var changed =
        database.inTransaction(tx -> {
          var ports = store.ports(tx, reported, time.now());
          ports.forEach(port -> tx.changed(TOPIC, port.toString()));
          return ports;
        });
    if (!changed.isEmpty()) {
      var ports = Set.copyOf(changed);
      listeners.forEach(listener -> listener.changed(ports));
    }
  }
}
