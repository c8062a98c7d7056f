package cairn.simulation;

import cairn.sql.DatabaseConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver before the real one, for addresses {@code jdbc:faulty:N:postgresql:...}, where N is
 * a server's process: it breaks connections, loses commits and ends the server as its {@link
 * Faults} say.
 */
final class FaultyDriver implements Driver {
  static final String PREFIX = "jdbc:faulty:";
  private static final Map<Integer, Incarnation> INCARNATIONS = new ConcurrentHashMap<>();

  static {
    try {
      DriverManager.registerDriver(new FaultyDriver());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Incarnation begin(int number, Faults faults, DatabaseConfig real) {
    var incarnation = new Incarnation(number, faults, real);
    INCARNATIONS.put(number, incarnation);
    return incarnation;
  }

  /** No connection is made any more for that life. */
  static void end(int number) {
    INCARNATIONS.remove(number);
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    var colon = url.indexOf(':', PREFIX.length());
    var incarnation = INCARNATIONS.get(Integer.valueOf(url.substring(PREFIX.length(), colon)));
    if (incarnation == null || incarnation.dead()) {
      throw new SQLException("the server is dead", "08001");
    }
    if (incarnation.faults().isDown()) {
      throw new SQLException("PostgreSQL is down", "08001");
    }
    var real = DriverManager.getConnection("jdbc" + url.substring(colon), properties);
    incarnation.opened(real);
    return (Connection)
        Proxy.newProxyInstance(
            FaultyDriver.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Wire(incarnation, real)::connection);
  }

  static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One connection and its statements. */
  static final class Wire {
    private final Incarnation incarnation;
    private final Connection real;
    private final int generation;

    Wire(Incarnation incarnation, Connection real) {
      this.incarnation = incarnation;
      this.real = real;
      this.generation = incarnation.faults().generation();
    }

    Object connection(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
      return switch (method.getName()) {
        case "commit" -> commit();
        case "close", "abort", "isClosed", "unwrap", "isWrapperFor", "rollback" ->
            call(real, method, arguments);
        default -> {
          alive();
          var result = call(real, method, arguments);
          yield result instanceof Statement statement ? wrap(statement) : result;
        }
      };
    }

    private Object wrap(Statement statement) {
      var type = statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
      return Proxy.newProxyInstance(
          FaultyDriver.class.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
              alive();
              strike(incarnation.faults().atStatement());
            }
            return call(statement, method, arguments);
          });
    }

    private void strike(Faults.Kind kind) throws SQLException {
      switch (kind) {
        case DIE_AT_STATEMENT -> died(kind);
        case BREAK_AT_STATEMENT -> broken();
        case RESTART_POSTGRES -> {
          incarnation.faults().down(true);
          incarnation.close();
          broken();
        }
        default -> {}
      }
    }

    private Object commit() throws SQLException {
      alive();
      var kind = incarnation.faults().atCommit();
      switch (kind) {
        case DIE_BEFORE_COMMIT -> died(kind);
        case DIE_AFTER_COMMIT -> {
          real.commit();
          died(kind);
        }
        case LOSE_ANSWER -> {
          real.commit();
          broken();
        }
        case LOSE_COMMIT -> broken();
        case REFUSE_COMMIT -> {
          real.rollback();
          throw new SQLException("could not serialize access", "40001");
        }
        default -> real.commit();
      }
      return true;
    }

    private void died(Faults.Kind kind) {
      incarnation.die();
      throw new ServerDied(kind.name());
    }

    private void broken() throws SQLException {
      abort(real);
      throw new SQLException("the connection broke", "08006");
    }

    private void alive() throws SQLException {
      if (incarnation.dead()) {
        if (!incarnation.faults().mine()) {
          throw new SQLException("the server is dead", "08006");
        }
        throw new ServerDied("dead already");
      }
      if (generation != incarnation.faults().generation()) {
        abort(real);
        throw new SQLException("PostgreSQL was restarted", "57P01");
      }
    }

    static Object call(Object target, Method method, Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
