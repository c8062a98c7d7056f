package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PSQLException;

/**
 * Brings the schema up to date: for each service the files {@code cairn/<service>/db/NNNN_name.sql}
 * of the class path, in order, each in a transaction of its own, each once. The platform's own come
 * first. Several servers may start at once: one migrates, the others wait.
 */
public final class Migrations {
  private static final System.Logger LOG = System.getLogger(Migrations.class.getName());

  /** Any constant will do, as long as all servers agree. */
  private static final long LOCK = 0x436169726eL;

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        service text NOT NULL,
        number integer NOT NULL,
        name text NOT NULL,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (service, number))\
      """;

  private final DatabaseConfig config;
  private final List<String> services;
  private boolean contract = true;

  /** The migrations of these services, in the order in which their tables depend on each other. */
  public Migrations(DatabaseConfig config, List<String> services) {
    this.config = config;
    var all = new ArrayList<String>();
    all.add("sql");
    services.stream().filter(service -> !service.equals("sql")).forEach(all::add);
    this.services = List.copyOf(all);
  }

  /** Stops, for each service, before its first step that older servers could not live with. */
  public Migrations withoutContract() {
    contract = false;
    return this;
  }

  /**
   * Applies what is missing; the names of what was applied.
   *
   * @throws CloudException CONFLICT when a file has changed after it was applied, or the database
   *     was written by a newer program; INTERNAL when a file fails; UNAVAILABLE
   */
  public List<String> apply() {
    try (var connection = Connections.open(config)) {
      execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
      execute(connection, TABLE);
      var applied = new ArrayList<String>();
      for (var service : services) {
        apply(connection, service, applied);
      }
      return List.copyOf(applied);
    } catch (SQLException e) {
      throw new CloudException(
          Kind.UNAVAILABLE, "The database cannot be migrated: " + config, e.getMessage() + "", e);
    }
  }

  private void apply(Connection connection, String service, List<String> applied)
      throws SQLException {
    var known = known(connection, service);
    var files = MigrationFile.of(service);
    for (var file : files) {
      var sha256 = known.remove(file.number());
      if (sha256 != null && !sha256.equals(file.sha256())) {
        throw new CloudException(
            Kind.CONFLICT,
            "Migration %s was changed after it was applied to this database.".formatted(file));
      }
    }
    if (!known.isEmpty()) {
      throw new CloudException(
          Kind.CONFLICT,
          "The database has migrations %s of %s that this program does not know: it is newer."
              .formatted(known.keySet(), service));
    }
    var done = known(connection, service);
    for (var file : files) {
      if (!done.containsKey(file.number())) {
        if (file.phase() == MigrationFile.Phase.CONTRACT && !contract) {
          return;
        }
        run(connection, file);
        applied.add(file.toString());
      }
    }
  }

  private static Map<Integer, String> known(Connection connection, String service)
      throws SQLException {
    var known = new HashMap<Integer, String>();
    try (var statement =
        connection.prepareStatement(
            "SELECT number, sha256 FROM schema_migration WHERE service = ?")) {
      statement.setString(1, service);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          known.put(result.getInt(1), result.getString(2));
        }
      }
    }
    return known;
  }

  private static void run(Connection connection, MigrationFile file) throws SQLException {
    connection.setAutoCommit(false);
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO schema_migration (service, number, name, sha256) VALUES (?, ?, ?, ?)")) {
      execute(connection, file.sql());
      insert.setString(1, file.service());
      insert.setInt(2, file.number());
      insert.setString(3, file.name());
      insert.setString(4, file.sha256());
      insert.executeUpdate();
      connection.commit();
      LOG.log(System.Logger.Level.DEBUG, "applied {0}", file);
    } catch (PSQLException e) {
      connection.rollback();
      throw new CloudException(
          Kind.INTERNAL, "Migration " + file + " failed.", e.getMessage() + "", e);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
