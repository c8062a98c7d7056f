package cairn.sql;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A PostgreSQL database behind a pool of connections. Safe for many threads.
 *
 * <p>A transaction is READ COMMITTED and is done again from its start, a few times, when PostgreSQL
 * ended it for a conflict or the connection broke before the commit was sent; so its work must be
 * safe to repeat. When the connection breaks during the commit nobody knows the outcome, and the
 * caller is told so.
 */
public final class Database implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int ATTEMPTS = 6;

  /** A second transaction within the first would wait for the pool while it holds a part of it. */
  private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<>();

  private final DatabaseConfig config;
  private final ConnectionSource connections;
  private final Time time;
  private final Entropy entropy;
  private final ChangeNotifier notifier;
  private volatile Optional<RowMemory> memory = Optional.empty();

  private Database(
      DatabaseConfig config, ConnectionSource connections, Time time, Entropy entropy) {
    this.config = config;
    this.connections = connections;
    this.time = time;
    this.entropy = entropy;
    this.notifier = new ChangeNotifier(config, time);
  }

  /**
   * Opens the pool on the machine's own clock.
   *
   * @throws CloudException UNAVAILABLE when the database cannot be reached
   */
  public static Database open(DatabaseConfig config) {
    return open(config, Time.system(), Entropy.system());
  }

  /**
   * Opens the pool.
   *
   * @throws CloudException UNAVAILABLE when the database cannot be reached
   */
  public static Database open(DatabaseConfig config, Time time, Entropy entropy) {
    try {
      return over(new Pool(Connections.pool(config)), config, time, entropy);
    } catch (PoolInitializationException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE,
          "The database cannot be reached: " + config,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  /** Over connections of one's own; the configuration is for what needs a connection besides. */
  public static Database over(
      ConnectionSource connections, DatabaseConfig config, Time time, Entropy entropy) {
    return new Database(config, connections, time, entropy);
  }

  private static final class Pool extends HikariDataSource implements ConnectionSource {
    Pool(HikariConfig config) {
      super(config);
    }

    @Override
    public Connection take() throws SQLException {
      return getConnection();
    }

    @Override
    public int taken() {
      return getHikariPoolMXBean().getActiveConnections();
    }
  }

  /**
   * Has statements that say so ({@link Query#recalled}) read out of memory what nobody has written
   * to since. To be called after the migrations, and only where no other process writes.
   */
  public void remember() {
    memory = RowMemory.of(this, time);
  }

  /** Does the work in a transaction and commits it; an exception rolls it back. */
  public <T> T inTransaction(Function<Transaction, T> work) {
    return repeat(work, false);
  }

  /** The same for work without a result. */
  public void run(Consumer<Transaction> work) {
    repeat(
        transaction -> {
          work.accept(transaction);
          return true;
        },
        false);
  }

  /** Does the work in a transaction that cannot write. */
  public <T> T read(Function<Transaction, T> work) {
    return repeat(work, true);
  }

  /**
   * Has PostgreSQL parse and analyse a statement, with its named parameters, without running it.
   *
   * @throws CloudException when it refuses
   */
  public void check(String text) {
    run(transaction -> {
      transaction.sql("PREPARE checked AS " + NamedSql.parse(text).numbered()).update();
      transaction.sql("DEALLOCATE checked").update();
    });
  }

  /** How many statements that runs on this thread, on whatever database; for tests that count. */
  public static long statementsOf(Runnable work) {
    var count = new AtomicLong();
    ScopedValue.where(Transaction.COUNT, count).run(work);
    return count.get();
  }

  /** How many connections are in use now. */
  public int connectionsActive() {
    return connections.taken();
  }

  /** The configuration that it was opened with. */
  public DatabaseConfig config() {
    return config;
  }

  @Override
  public void close() {
    notifier.close();
    connections.close();
  }

  private <T> T repeat(Function<Transaction, T> work, boolean readOnly) {
    if (BUSY.get() != null) {
      throw new IllegalStateException("within a transaction: pass that one along");
    }
    for (var attempt = 1; ; attempt++) {
      try {
        return once(work, readOnly);
      } catch (SqlFailure e) {
        if (attempt == ATTEMPTS || !pause(attempt)) {
          throw e;
        }
        LOG.log(System.Logger.Level.DEBUG, "transaction is done again: {0}", e.detail());
      }
    }
  }

  private <T> T once(Function<Transaction, T> work, boolean readOnly) {
    Transaction transaction;
    T result;
    try (var connection = connections.take()) {
      connection.setAutoCommit(readOnly);
      transaction = new Transaction(connection, memory, readOnly);
      BUSY.set(true);
      try {
        result = work.apply(transaction);
        transaction.check();
        transaction.writeChanges();
      } catch (RuntimeException | Error e) {
        if (transaction.begun()) {
          rollback(connection, e);
        }
        throw e;
      } finally {
        transaction.end();
        BUSY.remove();
      }
      if (transaction.begun()) {
        commit(connection, transaction.written(), readOnly);
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
    if (transaction.toldChanges()) {
      notifier.hint();
    }
    transaction.callbacks().forEach(Database::call);
    return result;
  }

  private void commit(Connection connection, Set<String> written, boolean readOnly) {
    var known = memory;
    known.ifPresent(some -> some.begin(written));
    try {
      commit(connection, readOnly);
    } catch (CloudException e) {
      if (!(e instanceof SqlFailure) && e.kind() == CloudException.Kind.UNAVAILABLE) {
        known.ifPresent(RowMemory::doubt);
      }
      throw e;
    } finally {
      known.ifPresent(some -> some.end(written));
    }
  }

  private static void commit(Connection connection, boolean readOnly) {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (readOnly) {
        return; // what was read was read
      }
      if (SqlErrors.lost(e)) {
        throw new CloudException(
            CloudException.Kind.UNAVAILABLE,
            "The database went away; whether the change was made is unknown.",
            "the answer to COMMIT was lost",
            e);
      }
      throw SqlErrors.translate(e, "COMMIT");
    }
  }

  private static void rollback(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "work after a commit failed", e);
    }
  }

  private static CloudException unreachable(SQLException e) {
    return new CloudException(
        CloudException.Kind.UNAVAILABLE,
        "The database cannot be reached or is overloaded.",
        String.valueOf(e.getMessage()),
        e);
  }

  /** Waits a little longer each time, not in step with others; false when interrupted. */
  private boolean pause(int attempt) {
    var jitter = 0.5 + (entropy.bytes(1)[0] & 0xff) / 256.0;
    try {
      time.sleep(Duration.ofMillis((long) ((5 << attempt) * jitter)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
