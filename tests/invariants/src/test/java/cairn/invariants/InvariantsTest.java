package cairn.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InvariantsTest {
  private static final String SERVER =
      """
      INSERT INTO server (id, project_id, user_id, name, hostname, status, image, flavor, vcpus,
                          memory_mib, config_drive, disk_config, reservation_id, launch_index,
                          random_seed, power, request_id, created_at, updated_at)
      VALUES ('00000000-0000-4000-8000-000000000001', 'p', 'u', 's', 's', '%s', '{}',
              '{"diskGib": 1}', 1, 64, false, 'MANUAL', 'r', 0, '', 'RUNNING', 'q', now(), now())
      """;
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create("work", "identity", "image", "placement", "network", "compute");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void anEmptyCloudBreaksNothingAndIsAtRest() throws SQLException {
    try (var connection = connect()) {
      assertThat(Invariants.broken(connection)).isEmpty();
      assertThat(Invariants.unsettled(connection)).isEmpty();
    }
  }

  @Test
  void aServerThatNobodyCountedIsFound() throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      execute(connection, SERVER.formatted("BUILD"));
      assertThat(Invariants.broken(connection))
          .singleElement()
          .asString()
          .startsWith("the quota's count is not the sum of the project's servers")
          .contains("servers=1");
      assertThat(Invariants.unsettled(connection))
          .singleElement()
          .asString()
          .startsWith("a server is under way")
          .contains("status=BUILD");
      connection.rollback();
    }
  }

  @Test
  void anErrorWithoutReasonIsFound() throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      execute(connection, SERVER.formatted("ERROR"));
      execute(connection, "INSERT INTO compute_usage VALUES ('p', 1, 1, 64)");
      assertThat(Invariants.broken(connection))
          .singleElement()
          .asString()
          .startsWith("a server is in ERROR and nobody says why");
      assertThat(Invariants.unsettled(connection)).isEmpty();
      connection.rollback();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    var config = database.config();
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("socketFactory", "cairn.sql.UnixSocketFactory");
    properties.setProperty("socketFactoryArg", config.socket().orElseThrow().toString());
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    return DriverManager.getConnection(config.url(), properties);
  }
}
