package cairn.compute.console;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.compute.stream.HostStreams;
import cairn.http.SocketListener;
import cairn.http.SocketRoute;
import cairn.sql.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Opens consoles to those who bring a token. Safe for many threads. */
public final class Consoles {
  /** Where the WebSocket is. */
  public static final String PATH = "/console/vnc";

  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int TOKEN_BYTES = 24;

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final HostStreams streams;
  private final ConsoleTokenStore store = new ConsoleTokenStore();

  /** Opens them over those streams. */
  public Consoles(Database database, Time time, Entropy entropy, HostStreams streams) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.streams = streams;
  }

  /** A token that opens the server's console once, within ten minutes; only its hash is kept. */
  String token(UUID server) {
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(TOKEN_BYTES));
    var now = time.now();
    database.run(tx -> store.insert(tx, hash(token), server, now.plus(VALID), now));
    return token;
  }

  /** Where browsers dial; the socket carries RFB (RFC 6143) in binary frames. */
  public SocketRoute route() {
    return new SocketRoute(
        PATH, List.of("binary"), handshake -> accept(handshake.query().last("token").orElse("")));
  }

  private SocketListener accept(String token) {
    var place =
        database
            .inTransaction(tx -> store.take(tx, hash(token), time.now()))
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.FORBIDDEN, "The console's token is not valid."));
    return streams
        .openConsole(place.host(), place.server(), entropy.uuid())
        .orElseThrow(() ->
            new CloudException(CloudException.Kind.UNAVAILABLE, "The server's host is not there."));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
