package cairn.agent;

import java.net.URI;
import java.time.Duration;

/**
 * How an agent behaves.
 *
 * @param server where Cairn's server is, {@code http://HOST:PORT} or with https
 * @param token by which the server knows the host
 * @param startsMax how many guests may be starting at once
 * @param shutdownMax how long a guest may take to shut down before its power is cut
 * @param heartbeat how often the server hears from this host
 * @param reconnectMax the longest pause before the stream is dialled again
 */
public record AgentSettings(
    URI server,
    String token,
    int startsMax,
    Duration shutdownMax,
    Duration heartbeat,
    Duration reconnectMax) {
  /** The settings that a host has unless it is told otherwise. */
  public static AgentSettings of(URI server, String token) {
    var starts = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new AgentSettings(
        server,
        token,
        starts,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }
}
