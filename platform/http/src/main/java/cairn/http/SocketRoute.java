package cairn.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path that is answered by a WebSocket.
 *
 * @param path exact, from the root
 * @param subprotocols that are agreed to where the client offers one
 */
public record SocketRoute(String path, List<String> subprotocols, Acceptor acceptor) {
  /** What a client says before the socket opens. */
  public record Handshake(Query query, Headers headers, String remoteAddress) {
    /** A header's first value. */
    public Optional<String> header(String name) {
      return headers.first(name);
    }

    /** The cookies by name. */
    public Map<String, String> cookies() {
      var cookies = new java.util.HashMap<String, String>();
      for (var line : headers.all("Cookie")) {
        for (var pair : line.split(";")) {
          var equals = pair.indexOf('=');
          if (equals > 0) {
            cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
          }
        }
      }
      return cookies;
    }
  }

  /** Decides about a socket. */
  @FunctionalInterface
  public interface Acceptor {
    /**
     * The listener of the socket that then opens.
     *
     * @throws cairn.common.CloudException to refuse it
     */
    SocketListener accept(Handshake handshake);
  }
}
