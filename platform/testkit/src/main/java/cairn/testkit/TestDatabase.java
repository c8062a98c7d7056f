package cairn.testkit;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.ThrowAwayPostgres;
import java.util.List;

/**
 * A fresh database with the tables of the services that a test names, on the JVM's one throw-away
 * PostgreSQL. One for each test class is the habit.
 */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseConfig config;
  private final Database database;

  private TestDatabase(DatabaseConfig config, Database database) {
    this.config = config;
    this.database = database;
  }

  /** A database migrated for these services, in the order in which they depend on each other. */
  public static TestDatabase create(String... services) {
    return create(Time.system(), Entropy.system(), services);
  }

  /** The same on another clock. */
  public static TestDatabase create(Time time, Entropy entropy, String... services) {
    var config = ThrowAwayPostgres.create(List.of(services));
    return new TestDatabase(config, Database.open(config, time, entropy));
  }

  /** Its pool. */
  public Database database() {
    return database;
  }

  /** The way to it, for those that open connections themselves. */
  public DatabaseConfig config() {
    return config;
  }

  @Override
  public void close() {
    database.close();
    ThrowAwayPostgres.drop(config);
  }
}
