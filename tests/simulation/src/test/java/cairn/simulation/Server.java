package cairn.simulation;

import cairn.app.ServiceSettings;
import cairn.app.Services;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.compute.ComputeSettings;
import cairn.http.InProcess;
import cairn.identity.IdentitySettings;
import cairn.identity.TokenSettings;
import cairn.image.ImageSettings;
import cairn.network.ExternalNetwork;
import cairn.network.topology.SimulatedNetworkDriver;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server's process: one life after the other, each made anew on the same database. */
final class Server {
  static final String HOST_TOKEN = "host";
  static final String ADMIN_PASSWORD = "admin";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final DatabaseConfig config;
  private final Path folder;
  private final Time time;
  private final Entropy entropy;
  private final Scheduler scheduler;
  private final Faults faults;
  private int lives;
  private Optional<Life> life = Optional.empty();

  Server(
      DatabaseConfig config,
      Path folder,
      Time time,
      Entropy entropy,
      Scheduler scheduler,
      Faults faults) {
    this.config = config;
    this.folder = folder;
    this.time = time;
    this.entropy = entropy;
    this.scheduler = scheduler;
    this.faults = faults;
  }

  /** All that is gone when the process ends. */
  private record Life(Incarnation incarnation, Database database, InProcess door, Object owner) {}

  boolean lives() {
    return life.filter(now -> !now.incarnation().dead()).isPresent();
  }

  InProcess door() {
    return life.orElseThrow().door();
  }

  /** Starts it; may die on the way. */
  void start() {
    var incarnation = FaultyDriver.begin(++lives, faults, config);
    var owner = "server " + lives;
    var database = Database.over(incarnation, incarnation.config(), time, entropy);
    try {
      database.remember();
      var background = scheduler.of(owner);
      var feed = new ChangeFeed(incarnation.config(), time, background);
      var services =
          new Services(
              new Services.Ground(
                  database, feed, new SimulatedNetworkDriver(), time, entropy, background),
              settings());
      services.start();
      background
          .loop(
              "change feed",
              () -> {
                feed.look();
                return LOOK_EVERY;
              })
          .start();
      var door = new InProcess(services.dispatcher(), services.sockets());
      life = Optional.of(new Life(incarnation, database, door, owner));
    } catch (RuntimeException | Error e) {
      incarnation.die();
      scheduler.end(owner);
      database.close();
      throw e;
    }
  }

  /** Ends it without a word; what it had in memory is gone. */
  void die() {
    life.ifPresent(now -> {
      now.incarnation().die();
      scheduler.end(now.owner());
      now.database().close();
    });
    life = Optional.empty();
  }

  private ServiceSettings settings() {
    return new ServiceSettings(
        IdentitySettings.of(folder.resolve("keys"))
            .with(new TokenSettings(TokenSettings.Kind.FERNET, Duration.ofDays(30))),
        ADMIN_PASSWORD,
        ImageSettings.in(folder),
        new ComputeSettings(HOST_TOKEN, "", 4.0),
        project ->
            new ExternalNetwork(
                "public",
                project,
                "public",
                "172.24.4.0/24",
                "172.24.4.1",
                "172.24.4.10",
                "172.24.4.16",
                Optional.empty(),
                ""),
        Map.of(),
        _ -> {});
  }
}
