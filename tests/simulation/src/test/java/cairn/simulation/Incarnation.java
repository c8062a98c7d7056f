package cairn.simulation;

import cairn.sql.ConnectionSource;
import cairn.sql.DatabaseConfig;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One life of the server's process. It keeps the connections that were given back, as a pool does,
 * but waits for nothing and has no threads: on a busy machine a seed is the same run.
 */
final class Incarnation implements ConnectionSource {
  private final int number;
  private final Faults faults;
  private final DatabaseConfig config;
  private final Deque<Connection> kept = new ConcurrentLinkedDeque<>();
  private final List<Connection> open = new CopyOnWriteArrayList<>();
  private volatile boolean dead;

  Incarnation(int number, Faults faults, DatabaseConfig real) {
    this.number = number;
    this.faults = faults;
    this.config =
        new DatabaseConfig(
            FaultyDriver.PREFIX + number + ":" + real.url().substring("jdbc:".length()),
            real.user(),
            real.password(),
            real.socket(),
            real.connectionsMax(),
            real.statementTimeout(),
            real.transactionTimeout(),
            real.poolTimeout());
  }

  /** The database behind this life's faults. */
  DatabaseConfig config() {
    return config;
  }

  @Override
  public Connection take() throws SQLException {
    var idle = Optional.ofNullable(kept.poll());
    var connection = idle.isPresent() ? idle.get() : config.connect();
    connection.setAutoCommit(true);
    connection.setReadOnly(false);
    return new GivenBack(connection, kept).proxy();
  }

  @Override
  public int taken() {
    return open.size() - kept.size();
  }

  @Override
  public void close() {
    open.forEach(FaultyDriver::abort);
  }

  Faults faults() {
    return faults;
  }

  /** A real connection that ends with this life. */
  void opened(Connection real) {
    open.add(real);
  }

  boolean dead() {
    return dead;
  }

  /** PostgreSQL sees its connections break. */
  void die() {
    dead = true;
    FaultyDriver.end(number);
    open.forEach(FaultyDriver::abort);
  }

  /** A connection that is kept when it is closed, unless it is broken. */
  private record GivenBack(Connection connection, Deque<Connection> kept) {
    Connection proxy() {
      return (Connection)
          Proxy.newProxyInstance(
              FaultyDriver.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (!method.getName().equals("close")) {
                  return FaultyDriver.Wire.call(connection, method, arguments);
                }
                if (!connection.isClosed()) {
                  kept.push(connection);
                }
                return null;
              });
    }
  }
}
