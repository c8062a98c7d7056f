package cairn.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hurries the readers of the change feed after a commit. PostgreSQL lets one transaction with a
 * NOTIFY commit at a time, its wait for the disk included, which costs nine tenths of the commits
 * that a busy server could do. So the hint is sent after the commit, by one thread, one for all
 * that were committed meanwhile, and does not wait for the disk. When it gets lost, the readers
 * look each second anyway.
 */
final class ChangeNotifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeNotifier.class.getName());

  private final DatabaseConfig config;
  private final BlockingQueue<Boolean> due = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile boolean closed;

  ChangeNotifier(DatabaseConfig config) {
    this.config = config;
    this.thread = Thread.ofVirtual().name("change-notifier").start(this::loop);
  }

  void send() {
    due.offer(true);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    Connection connection = null;
    try {
      while (!closed) {
        due.take();
        connection = send(connection);
      }
    } catch (InterruptedException e) {
      // the end
    } finally {
      close(connection);
    }
  }

  /** The connection for the next time, or none when it broke. */
  private @Nullable Connection send(@Nullable Connection before) {
    var connection = before;
    try {
      if (connection == null) {
        connection = Connections.open(config);
        execute(connection, "SET synchronous_commit = off");
      }
      execute(connection, "NOTIFY " + ChangeStore.CHANNEL);
      return connection;
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "no hint was sent: {0}", e.getMessage());
      close(connection);
      return null;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "notifier's connection", e);
      }
    }
  }
}
