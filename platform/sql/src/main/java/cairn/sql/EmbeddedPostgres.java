package cairn.sql;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * PostgreSQL run by this program itself, out of a folder of its own, for one machine. It listens on
 * a Unix socket only, in a folder that none but its owner (and root) may enter. It runs in a
 * session of its own and outlives this program; the next {@link #start} on the folder attaches to
 * it.
 *
 * <p>Started by root it runs as the system user {@code cairn-postgres}, which is made when it is
 * missing; else as the user that runs this program. One start or stop at a time works on a folder,
 * across processes.
 */
public final class EmbeddedPostgres {
  private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
  private static final Duration START_MAX = Duration.ofMinutes(5);
  private static final Duration STOP_MAX = Duration.ofMinutes(1);
  private static final Duration ORPHANS_MAX = Duration.ofSeconds(15);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(20);

  private final PostgresFolder folder;
  private final PostgresSettings settings;
  private final Time time;
  private final Path socketFolder;
  private final boolean attached;

  private EmbeddedPostgres(
      PostgresFolder folder,
      PostgresSettings settings,
      Time time,
      Path socketFolder,
      boolean attached) {
    this.folder = folder;
    this.settings = settings;
    this.time = time;
    this.socketFolder = socketFolder;
    this.attached = attached;
  }

  /**
   * Makes sure that PostgreSQL runs on that folder, which is filled first when it is new, and
   * answers.
   *
   * @throws CloudException UNAVAILABLE or CONFLICT, with words for the operator, when it cannot
   */
  public static EmbeddedPostgres start(Path folder, PostgresSettings settings, Time time) {
    var place = new PostgresFolder(folder);
    try (var _ = place.lock()) {
      var account = PostgresAccount.of(place.data());
      place.create(account);
      var binaries = PostgresBinaries.unpack(settings.programs().orElse(place.root()));
      var launcher = PostgresLauncher.choose(account, place, binaries);
      var socket = place.socketFolder(account);
      var running = place.runningPid();
      if (running.isEmpty()) {
        place.initialise(launcher, settings);
        launch(place, launcher, socket, settings, time);
      }
      var postgres = new EmbeddedPostgres(place, settings, time, socket, running.isPresent());
      postgres.awaitAnswer();
      return postgres;
    } catch (FileSystemException e) {
      throw new CloudException(
          Kind.UNAVAILABLE,
          "PostgreSQL cannot be started: %s cannot be used by this user (%s)."
              .formatted(e.getFile(), e.getClass().getSimpleName()),
          e.toString(),
          e);
    } catch (IOException e) {
      throw new CloudException(
          Kind.UNAVAILABLE, "PostgreSQL cannot be started in " + folder + ".", e.toString(), e);
    }
  }

  /** The same with the usual settings on the machine's own clock. */
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, PostgresSettings.usual(), Time.system());
  }

  /**
   * Stops the PostgreSQL of that folder, if one runs.
   *
   * @return whether one ran
   */
  public static boolean stop(Path folder, Time time) {
    var place = new PostgresFolder(folder);
    if (!Files.exists(place.root())) {
      return false;
    }
    try (var _ = place.lock()) {
      var pid = place.runningPid();
      if (pid.isEmpty()) {
        return false;
      }
      // SIGINT is the fast shutdown: sessions are ended, everything is written.
      Commands.run("kill", "-INT", Long.toString(pid.getAsLong()));
      for (var left = STOP_MAX; place.runningPid().isPresent(); left = left.minus(STEP)) {
        if (left.isNegative()) {
          throw new CloudException(Kind.UNAVAILABLE, "PostgreSQL does not stop: " + folder);
        }
        pause(time);
      }
      return true;
    } catch (IOException e) {
      throw new CloudException(
          Kind.UNAVAILABLE, "PostgreSQL cannot be stopped in " + folder + ".", e.toString(), e);
    }
  }

  /** Stops it. */
  public void stop() {
    stop(folder.root(), time);
  }

  /** Looks after a running PostgreSQL until it is closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Starts it again whenever its main process is gone, until the watch is closed. */
  public Watch keepRunning() {
    var thread = Thread.ofVirtual().name("postgres-watch").start(this::watch);
    return () -> {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void watch() {
    while (true) {
      try {
        time.sleep(WATCH_EVERY);
        if (folder.runningPid().isEmpty()) {
          LOG.log(System.Logger.Level.WARNING, "PostgreSQL is gone; it is started again");
          start(folder.root(), settings, time);
        }
      } catch (InterruptedException e) {
        return;
      } catch (CloudException e) {
        LOG.log(System.Logger.Level.ERROR, e.getMessage() + " " + e.detail(), e);
      }
    }
  }

  /** Whether it ran already. */
  public boolean attached() {
    return attached;
  }

  /** The process id of its main process; empty when it does not run. */
  public OptionalLong pid() {
    return folder.runningPid();
  }

  /** The way to one of its databases. */
  public DatabaseConfig database(String name) {
    return DatabaseConfig.socket(
        socketFolder.resolve(PostgresFolder.SOCKET), name, PostgresFolder.OWNER);
  }

  /** The way to the program's database, {@code cairn}. */
  public DatabaseConfig database() {
    return database(PostgresFolder.DATABASE);
  }

  private static void launch(
      PostgresFolder place,
      PostgresLauncher launcher,
      Path socket,
      PostgresSettings settings,
      Time time)
      throws IOException {
    var orphans = ORPHANS_MAX;
    while (true) {
      place.forgetForeignPid();
      place.rotateLog();
      var logged = place.logSize();
      var process = launcher.start(place.arguments(settings, launcher.seen(socket)), place.log());
      // A refusal comes at once; what stays longer than this is on its way.
      while (process.isAlive() && place.runningPid().isEmpty()) {
        pause(time);
      }
      if (process.isAlive()) {
        return;
      }
      var said = place.logFrom(logged);
      // Killed with -9, its children need a moment to notice that their parent is gone.
      if (!said.contains("still in use") || orphans.isNegative()) {
        throw new CloudException(
            Kind.UNAVAILABLE, "PostgreSQL does not start; see " + place.log(), said, null);
      }
      orphans = orphans.minus(STEP.multipliedBy(10));
      for (var i = 0; i < 10; i++) {
        pause(time);
      }
    }
  }

  private void awaitAnswer() throws IOException {
    var logged = folder.logSize();
    for (var left = START_MAX; ; left = left.minus(STEP)) {
      try (var connection = Connections.open(database("postgres"));
          var statement = connection.createStatement()) {
        try (var found =
            statement.executeQuery("SELECT FROM pg_database WHERE datname = 'cairn'")) {
          if (found.next()) {
            return;
          }
        }
        statement.execute("CREATE DATABASE cairn");
        return;
      } catch (SQLException e) {
        if (left.isNegative() || folder.runningPid().isEmpty()) {
          throw new CloudException(
              Kind.UNAVAILABLE,
              "PostgreSQL does not answer; see " + folder.log(),
              e.getMessage() + "\n" + folder.logFrom(logged),
              e);
        }
        LOG.log(System.Logger.Level.TRACE, "not yet: {0}", e.getMessage());
        pause(time);
      }
    }
  }

  private static void pause(Time time) {
    try {
      time.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(Kind.UNAVAILABLE, "interrupted", "", e);
    }
  }
}
