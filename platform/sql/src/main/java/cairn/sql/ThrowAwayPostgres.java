package cairn.sql;

import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all tests of a JVM, below the temporary folder, gone with the JVM; one that an
 * ended JVM left behind is removed by the next. Each caller gets a database of its own, copied from
 * one that was migrated once. Safe for many threads.
 */
public final class ThrowAwayPostgres {
  private static final Path HOME =
      Path.of(
          System.getProperty("java.io.tmpdir"), "cairn-test-" + System.getProperty("user.name"));
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<List<String>, String> TEMPLATES = new HashMap<>();
  private static Optional<EmbeddedPostgres> server = Optional.empty();

  private ThrowAwayPostgres() {}

  /** A new database with the tables of these services. */
  public static synchronized DatabaseConfig create(List<String> services) {
    var postgres = server();
    var template =
        TEMPLATES.computeIfAbsent(
            List.copyOf(services),
            wanted -> {
              var name = "template_" + DATABASES.incrementAndGet();
              execute(postgres, "CREATE DATABASE " + name);
              new Migrations(postgres.database(name), wanted).apply();
              return name;
            });
    var name = "test_" + DATABASES.incrementAndGet();
    execute(postgres, "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return postgres.database(name).withConnectionsMax(8);
  }

  /** A new database that begins as a copy of that one, which nobody may be connected to. */
  public static synchronized DatabaseConfig copy(DatabaseConfig original) {
    var postgres = server();
    var name = "test_" + DATABASES.incrementAndGet();
    execute(postgres, "CREATE DATABASE %s TEMPLATE %s".formatted(name, name(original)));
    return postgres.database(name).withConnectionsMax(8);
  }

  /** Removes a database that {@link #create} made, whoever is still connected to it. */
  public static void drop(DatabaseConfig config) {
    execute(server(), "DROP DATABASE IF EXISTS " + name(config) + " WITH (FORCE)");
  }

  private static String name(DatabaseConfig config) {
    return config.url().substring(config.url().lastIndexOf('/') + 1);
  }

  /** Where the programs are, unpacked once for all JVMs. */
  static Path programs() {
    return HOME.resolve("programs");
  }

  private static synchronized EmbeddedPostgres server() {
    if (server.isEmpty()) {
      try {
        Files.createDirectories(HOME);
        if (!Files.getOwner(HOME).getName().equals(System.getProperty("user.name"))) {
          throw new IOException(HOME + " was made by another user; remove it");
        }
        Files.setPosixFilePermissions(HOME, PosixFilePermissions.fromString("rwxr-xr-x"));
        removeLeftovers();
        var folder = HOME.resolve("run-" + ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        var settings = PostgresSettings.throwAway(programs());
        server = Optional.of(EmbeddedPostgres.start(folder, settings, Time.system()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server.get();
  }

  private static void removeLeftovers() throws IOException {
    try (var folders = Files.newDirectoryStream(HOME, "run-*")) {
      for (var folder : folders) {
        var pid = Long.parseLong(folder.getFileName().toString().substring("run-".length()));
        if (ProcessHandle.of(pid).isEmpty()) {
          remove(folder);
        }
      }
    }
  }

  private static void remove(Path folder) {
    try {
      EmbeddedPostgres.stop(folder, Time.system());
      PostgresFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    try (var connection = Connections.open(postgres.database());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new CloudException(
          CloudException.Kind.INTERNAL, sql, String.valueOf(e.getMessage()), e);
    }
  }
}
