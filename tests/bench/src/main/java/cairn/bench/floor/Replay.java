package cairn.bench.floor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Properties;

/** The statements of a request, by plain JDBC: prepared, run, and every value read. */
final class Replay implements Repeated.Task, AutoCloseable {
  private final FloorProgram.Order order;
  private final Connection connection;

  Replay(FloorProgram.Order order) throws SQLException {
    this.order = order;
    connection = connect(order.socket(), order.database());
  }

  static Connection connect(String socket, String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "cairn");
    properties.setProperty("socketFactory", "cairn.sql.UnixSocketFactory");
    properties.setProperty("socketFactoryArg", socket);
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("preparedStatementCacheQueries", "512");
    properties.setProperty("ApplicationName", "cairn-bench");
    return DriverManager.getConnection("jdbc:postgresql://localhost/" + database, properties);
  }

  @Override
  public void run() throws SQLException {
    for (var unit : order.units()) {
      connection.setAutoCommit(unit.kind() == Statement.Kind.ALONE);
      connection.setReadOnly(unit.kind() == Statement.Kind.READ_ONLY);
      for (var statement : unit.statements()) {
        run(statement);
      }
      if (unit.kind() != Statement.Kind.ALONE) {
        connection.commit();
      }
    }
  }

  private void run(Statement known) throws SQLException {
    try (var statement = connection.prepareStatement(known.sql())) {
      var index = 0;
      for (var value : known.values()) {
        index++;
        set(statement, index, value);
      }
      if (!statement.execute()) {
        return;
      }
      try (var result = statement.getResultSet()) {
        var columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          for (var column = 1; column <= columns; column++) {
            result.getObject(column);
          }
        }
      }
    }
  }

  /** Of no type, so that PostgreSQL takes each for what the statement needs. */
  private static void set(
      PreparedStatement statement, int index, @org.jspecify.annotations.Nullable String value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.OTHER);
    } else {
      statement.setObject(index, value, Types.OTHER);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
