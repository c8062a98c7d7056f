package cairn.sql;

import cairn.common.CloudException;
import cairn.common.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the readers of the change feed after a commit, on a connection of its own. A NOTIFY within
 * the transaction itself would hold a lock of the whole database while the commit waits for the
 * disk, so that all commits would queue up; here one NOTIFY stands for all that were committed
 * meanwhile, and it waits for no disk, for it is but a hint. Safe for many threads.
 */
final class ChangeNotifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeNotifier.class.getName());
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  /** So that what is committed shortly after each other wakes everybody once. */
  private static final Duration PACE = Duration.ofMillis(8);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final DatabaseConfig config;
  private final Time time;
  private final Semaphore hints = new Semaphore(0);
  private boolean started;
  private volatile boolean closed;

  ChangeNotifier(DatabaseConfig config, Time time) {
    this.config = config;
    this.time = time;
  }

  /** Something was committed that readers of the feed wait for. */
  void hint() {
    hints.release();
    start();
  }

  private synchronized void start() {
    if (!started && !closed) {
      started = true;
      // Waiting for PostgreSQL would hold a carrier thread.
      Thread.ofPlatform().daemon().name("change-notifier").start(this::loop);
    }
  }

  private void loop() {
    while (!closed) {
      try (var connection = Connections.open(config)) {
        send(connection);
        if (ended()) {
          return;
        }
      } catch (SQLException | CloudException e) {
        // The readers look by themselves every second.
        LOG.log(System.Logger.Level.DEBUG, "readers of changes are not woken", e);
        hints.drainPermits();
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Until nothing has happened for a while: a database that is not written to needs none. */
  private void send(Connection connection) throws SQLException, InterruptedException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      while (!closed && hints.tryAcquire(IDLE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        hints.drainPermits();
        statement.execute("NOTIFY " + ChangeStore.CHANNEL);
        time.sleep(PACE);
      }
    }
  }

  /** Whether the thread ends; whoever hints later begins another. */
  private synchronized boolean ended() {
    if (hints.availablePermits() == 0) {
      started = false;
    }
    return !started;
  }

  private void pause() {
    try {
      time.sleep(AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    hints.release();
  }
}
