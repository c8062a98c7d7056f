package cairn.sql;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** Turns a configuration into connections, in the pool or outside of it. */
final class Connections {
  private Connections() {}

  static HikariConfig pool(DatabaseConfig config) {
    var pool = new HikariConfig();
    pool.setDataSource(new Source(config));
    pool.setPoolName("postgres");
    pool.setAutoCommit(false);
    pool.setMaximumPoolSize(config.connectionsMax());
    pool.setMinimumIdle(Math.min(2, config.connectionsMax()));
    pool.setConnectionTimeout(config.poolTimeout().toMillis());
    pool.setValidationTimeout(Math.min(5000, config.poolTimeout().toMillis()));
    pool.setInitializationFailTimeout(config.poolTimeout().toMillis());
    pool.setIdleTimeout(60_000);
    return pool;
  }

  /** Where the pool takes its connections from, with the limits set before any transaction. */
  private static final class Source extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final transient DatabaseConfig config;

    Source(DatabaseConfig config) {
      this.config = config;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return limited(config);
    }
  }

  /** A connection as a pool has it: its limits are set, it is in autocommit mode. */
  static Connection limited(DatabaseConfig config) throws SQLException {
    var connection = open(config);
    try (var statement = connection.createStatement()) {
      statement.execute(limits(config));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection of one's own, in autocommit mode. */
  static Connection open(DatabaseConfig config) throws SQLException {
    return DriverManager.getConnection(config.url(), properties(config));
  }

  private static Properties properties(DatabaseConfig config) {
    var properties = new Properties();
    if (!config.user().isEmpty()) {
      properties.setProperty("user", config.user());
    }
    if (!config.password().isEmpty()) {
      properties.setProperty("password", config.password());
    }
    properties.setProperty("ApplicationName", "cairn");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("preparedStatementCacheQueries", "512");
    if (config.socket().isPresent()) {
      properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
      properties.setProperty("socketFactoryArg", config.socket().get().toString());
      properties.setProperty("sslmode", "disable");
      properties.setProperty("gssEncMode", "disable");
    } else {
      // A server that vanished without a word: its own limits cannot help then.
      var seconds = config.statementTimeout().plusSeconds(30).toSeconds();
      properties.setProperty("socketTimeout", Long.toString(seconds));
      properties.setProperty("tcpKeepAlive", "true");
    }
    return properties;
  }

  /** Sets the limits that this version of PostgreSQL knows (transaction_timeout came with 17). */
  private static String limits(DatabaseConfig config) {
    return """
    SELECT set_config(name, value, false)
      FROM (VALUES ('statement_timeout', '%d'), ('lock_timeout', '%d'),
                   ('transaction_timeout', '%d'),
                   ('idle_in_transaction_session_timeout', '%d')) AS wanted (name, value)
      JOIN pg_settings USING (name)\
    """
        .formatted(
            config.statementTimeout().toMillis(),
            config.statementTimeout().toMillis() / 2,
            config.transactionTimeout().toMillis(),
            config.transactionTimeout().toMillis());
  }
}
