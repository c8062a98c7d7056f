package cairn.agent;

import cairn.protocol.FromHost;
import cairn.protocol.GuestStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the server is still to hear of guests: the newest status of each, so it never grows beyond
 * the number of guests. Safe for many threads.
 */
final class Outbox {
  private final Map<UUID, GuestStatus> waiting = new LinkedHashMap<>();
  private boolean open;

  synchronized void put(GuestStatus status) {
    if (open) {
      waiting.put(status.server(), status);
      notifyAll();
    }
  }

  /** From now on changes are kept; the caller sends the full state next. */
  synchronized void open() {
    waiting.clear();
    open = true;
  }

  /** Nothing is kept any more; a new stream starts with the full state. */
  synchronized void shut() {
    open = false;
    waiting.clear();
    notifyAll();
  }

  /** The next change, if there is one now. */
  synchronized Optional<FromHost> poll() {
    return waiting.isEmpty() ? Optional.empty() : first();
  }

  /** The next change, waiting for one; empty when shut. */
  synchronized Optional<FromHost> take() throws InterruptedException {
    while (open && waiting.isEmpty()) {
      wait();
    }
    return open ? first() : Optional.empty();
  }

  private Optional<FromHost> first() {
    var server = waiting.keySet().iterator().next();
    return Optional.ofNullable(waiting.remove(server)).map(FromHost.Observed::new);
  }
}
