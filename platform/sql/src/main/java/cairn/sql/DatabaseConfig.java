package cairn.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is and how much of it may be used.
 *
 * @param url a JDBC URL
 * @param socket the Unix socket's file, when the server is reached by one
 * @param connectionsMax the size of the pool
 * @param statementTimeout the longest time for one statement
 * @param transactionTimeout the longest time from a transaction's begin to its commit (PostgreSQL
 *     17 and later)
 * @param poolTimeout the longest wait for a free connection
 */
public record DatabaseConfig(
    String url,
    String user,
    String password,
    Optional<Path> socket,
    int connectionsMax,
    Duration statementTimeout,
    Duration transactionTimeout,
    Duration poolTimeout) {
  /** A database behind a Unix socket whose folder's mode keeps strangers out. */
  public static DatabaseConfig socket(Path socket, String database, String user) {
    return of("jdbc:postgresql://localhost/" + database, user, "", Optional.of(socket));
  }

  /**
   * A database by its address, as libpq writes it ({@code
   * postgresql://user:password@host:port/database?parameters}) or as JDBC does ({@code
   * jdbc:postgresql://...}).
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static DatabaseConfig url(String url) {
    var bare = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    if (!bare.startsWith("postgresql:") && !bare.startsWith("postgres:")) {
      throw new IllegalArgumentException("not a PostgreSQL address: it begins with postgresql://");
    }
    var uri = URI.create(bare.replaceFirst("^postgres:", "postgresql:"));
    var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
    var colon = login.indexOf(':');
    var user = decode(colon < 0 ? login : login.substring(0, colon));
    var password = colon < 0 ? "" : decode(login.substring(colon + 1));
    var text = uri.toString().replaceFirst("//[^/?]*@", "//");
    return of("jdbc:" + text, user, password, Optional.empty());
  }

  private static DatabaseConfig of(
      String url, String user, String password, Optional<Path> socket) {
    return new DatabaseConfig(
        url,
        user,
        password,
        socket,
        16,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  /** The same with a pool of another size. */
  public DatabaseConfig withConnectionsMax(int connections) {
    return new DatabaseConfig(
        url,
        user,
        password,
        socket,
        connections,
        statementTimeout,
        transactionTimeout,
        poolTimeout);
  }

  /** The same with other limits of time. */
  public DatabaseConfig withTimeouts(Duration statement, Duration transaction, Duration pool) {
    return new DatabaseConfig(
        url, user, password, socket, connectionsMax, statement, transaction, pool);
  }

  /**
   * A connection outside of any pool, in autocommit mode, with the limits of time set.
   *
   * @throws SQLException the database cannot be reached
   */
  public Connection connect() throws SQLException {
    return Connections.limited(this);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return socket.map(file -> url + " at " + file).orElse(url.replaceFirst("\\?.*", ""));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
