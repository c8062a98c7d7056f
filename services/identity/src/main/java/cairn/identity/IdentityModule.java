package cairn.identity;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Authenticator;
import cairn.http.Routes;
import cairn.identity.auth.AuthApi;
import cairn.identity.bootstrap.Bootstrap;
import cairn.identity.directory.Directory;
import cairn.identity.discovery.DiscoveryApi;
import cairn.identity.password.Passwords;
import cairn.identity.token.KeyRepository;
import cairn.identity.token.TokenFormat;
import cairn.identity.token.Tokens;
import cairn.sql.Database;
import java.util.List;

/**
 * Identity, Keystone's v3 API: who somebody is, what they may do where, and where the services are.
 * This is the index page: all routes and how the parts are put together. Thread-safe.
 */
public final class IdentityModule {
  /** The name of the migrations. */
  public static final String MIGRATIONS = "identity";

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final IdentitySettings settings;
  private final List<CatalogService> services;
  private final Directory directory;
  private final Passwords passwords;
  private final KeyRepository keys;
  private final Tokens tokens;

  /**
   * Opens the key repository; no more is done before {@link #start}.
   *
   * @param services what the catalog lists from the first start on
   */
  public IdentityModule(
      Database database,
      Time time,
      Entropy entropy,
      IdentitySettings settings,
      List<CatalogService> services) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.settings = settings;
    this.services = List.copyOf(services);
    this.directory = new Directory(database);
    this.passwords = new Passwords(entropy);
    this.keys = new KeyRepository(settings.keyRepository(), settings.keysMax(), entropy);
    this.tokens =
        new Tokens(new TokenFormat(keys, entropy), directory, time, settings.tokenLifetime());
  }

  /**
   * Makes what an empty cloud needs, then reads the directory. Before it no token holds.
   *
   * @param adminPassword of the user {@code admin}, if there is none yet
   */
  public void start(String adminPassword) {
    new Bootstrap(database, passwords, entropy, time)
        .run(
            adminPassword,
            settings.region(),
            services.stream()
                .map(s -> new Bootstrap.Service(s.type(), s.name(), s.path() + s.version()))
                .toList());
    directory.reload();
  }

  /** Tells who a token speaks for. */
  public Authenticator authenticator() {
    return tokens;
  }

  /** The token keys, for rotating them. */
  public KeyRepository keys() {
    return keys;
  }

  /** What follows the rows: the change feed's news goes there. */
  public Directory directory() {
    return directory;
  }

  /** The route table. */
  public Routes routes() {
    var routes = new Routes("identity", "/identity", (error, _) -> IdentityErrors.render(error));
    new DiscoveryApi(routes).declare(routes);
    new AuthApi(database, directory, passwords, tokens, time).declare(routes);
    return routes;
  }
}
