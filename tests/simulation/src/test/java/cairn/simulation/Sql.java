package cairn.simulation;

import cairn.sql.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** A connection of the simulation's own, past all faults. */
final class Sql implements AutoCloseable {
  private final Connection connection;

  Sql(DatabaseConfig config) {
    try {
      connection = config.connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same database, where PostgreSQL's clock is the simulation's. */
  static DatabaseConfig onFakeClock(DatabaseConfig config) {
    return new DatabaseConfig(
        config.url() + "?currentSchema=simulated,public,pg_catalog",
        config.user(),
        config.password(),
        config.socket(),
        config.connectionsMax(),
        config.statementTimeout(),
        config.transactionTimeout(),
        config.poolTimeout());
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Sets PostgreSQL's clock. */
  void clock(Instant now) throws SQLException {
    execute("UPDATE simulated.clock SET at = '" + now + "'");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
