package cairn.compute.server;

import cairn.compute.wiring.WiredPort;
import cairn.compute.wiring.Wiring;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a guest a new generation when its ports' addresses have changed, or a port has been deleted
 * behind its back. What it was told last is kept as a digest, so that several servers of the cloud
 * may look at the same change. Safe for many threads.
 */
public final class PortChanges implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PortChanges.class.getName());
  private static final int BATCH_MAX = 250;

  private final Database database;
  private final Wiring wiring;
  private final PortChangeStore store = new PortChangeStore();
  private final Set<UUID> waiting = new LinkedHashSet<>();
  private boolean all;
  private boolean closed;

  /** Looks at that database's servers. */
  public PortChanges(Database database, Wiring wiring) {
    this.database = database;
    this.wiring = wiring;
  }

  /** Begins to work. */
  public void start() {
    Thread.ofVirtual().name("port-changes").start(this::work);
  }

  /** Something of the network has changed, a port perhaps. */
  public synchronized void changed(UUID id) {
    waiting.add(id);
    notifyAll();
  }

  /** Anything may have changed. */
  public synchronized void changedAll() {
    all = true;
    notifyAll();
  }

  private void work() {
    try {
      while (true) {
        Optional<List<UUID>> batch;
        synchronized (this) {
          while (waiting.isEmpty() && !all && !closed) {
            wait();
          }
          if (closed) {
            return;
          }
          batch = all ? Optional.empty() : Optional.of(take());
          all = false;
        }
        look(batch);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<UUID> take() {
    var batch = waiting.stream().limit(BATCH_MAX).toList();
    batch.forEach(waiting::remove);
    return batch;
  }

  private void look(Optional<List<UUID>> ports) {
    try {
      if (ports.isPresent()) {
        database.run(tx -> tell(tx, store.having(tx, ports.get())));
      } else {
        lookAtAll();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "changed ports could not be told to their guests", e);
    }
  }

  private void lookAtAll() {
    var after = Optional.<UUID>empty();
    do {
      var last = after;
      after =
          database.inTransaction(tx -> {
            var some = store.after(tx, last, BATCH_MAX);
            tell(tx, some);
            return some.isEmpty() ? Optional.empty() : Optional.of(some.getLast().server());
          });
    } while (after.isPresent());
  }

  private void tell(Transaction tx, Collection<PortChangeStore.Told> servers) {
    if (servers.isEmpty()) {
      return;
    }
    var ports = wiring.ports(tx, servers.stream().map(PortChangeStore.Told::server).toList());
    Map<UUID, String> news = new HashMap<>();
    for (var told : servers) {
      var digest = digest(ports.getOrDefault(told.server(), List.of()));
      if (!told.digest().equals(Optional.of(digest))) {
        news.put(told.server(), digest);
        if (told.digest().isPresent()) {
          tx.changed(Servers.TOPIC, told.server().toString());
        }
      }
    }
    store.keep(tx, news);
  }

  /** All that a guest or its host is told of ports; not whether they are up. */
  private static String digest(List<WiredPort> ports) {
    var text = new StringBuilder();
    for (var port : ports) {
      text.append(port.id()).append(port.mac()).append(port.mtu());
      text.append(port.addresses()).append(port.floatingIps()).append(port.metadata());
    }
    return HostHash.digest(text.toString());
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
