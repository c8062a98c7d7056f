package cairn.sql;

import cairn.common.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL of this module's own tests; others use the test kit, which builds on this one. */
final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      var folder = Files.createTempDirectory("cairn-sql-test-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return EmbeddedPostgres.start(folder, PostgresSettings.throwAway(), Time.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops what runs there and deletes it. */
  static void remove(Path folder) {
    EmbeddedPostgres.stop(folder, Time.system());
    try {
      PostgresFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new database with the platform's own tables. */
  static DatabaseConfig fresh() {
    var name = "test_" + DATABASES.incrementAndGet();
    try (var connection = Connections.open(SERVER.database());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    var config = SERVER.database(name).withConnectionsMax(8);
    new Migrations(config, java.util.List.of()).apply();
    return config;
  }
}
