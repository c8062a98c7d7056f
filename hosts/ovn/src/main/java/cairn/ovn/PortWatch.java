package cairn.ovn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners which ports are up, on a thread of its own, so that a listener may take its time
 * and call the driver. Changes that come while it is busy are told as one.
 */
final class PortWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PortWatch.class.getName());

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore changes = new Semaphore(0);
  private volatile boolean closed;

  private static final class Listener {
    private final Consumer<Set<UUID>> consumer;
    private @Nullable Set<UUID> told;

    Listener(Consumer<Set<UUID>> consumer) {
      this.consumer = consumer;
    }

    void tell(Set<UUID> up) {
      if (!up.equals(told)) {
        consumer.accept(up);
        told = up;
      }
    }
  }

  /** Starts to tell what {@code up} says, which is empty while nothing is known. */
  void start(Supplier<Optional<Set<UUID>>> up) {
    Thread.ofVirtual().name("ovn-ports").start(() -> run(up));
  }

  /** Says that something may have changed. */
  void wake() {
    changes.release();
  }

  void listen(Consumer<Set<UUID>> consumer) {
    listeners.add(new Listener(consumer));
    wake();
  }

  private void run(Supplier<Optional<Set<UUID>>> up) {
    while (!closed) {
      try {
        changes.acquire();
        changes.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
      var now = up.get();
      for (var listener : now.isPresent() ? listeners : List.<Listener>of()) {
        try {
          listener.tell(now.get());
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.ERROR, "a listener of ports failed", e);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }
}
