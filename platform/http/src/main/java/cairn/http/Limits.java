package cairn.http;

import java.time.Duration;

/**
 * How much the server takes at once, and how slow its clients may be. What is beyond is refused at
 * once; nothing queues up.
 *
 * @param requestsAtOnce requests at work; one more is answered 503
 * @param tenantAtOnce requests of one tenant at work, fewer than that, so that one tenant leaves
 *     room for others; one more is answered 429
 * @param tenantPerSecond requests of one tenant per second over time; more are answered 429
 * @param tenantBurst requests of one tenant that may come together after a pause
 * @param connections open connections, those of hosts and of consoles among them
 * @param headersMax the longest time for a request's headers to arrive
 * @param bytesPerSecondMin the slowest that a body may come or an answer may be taken, once {@code
 *     headersMax} is over
 */
public record Limits(
    int requestsAtOnce,
    int tenantAtOnce,
    int tenantPerSecond,
    int tenantBurst,
    int connections,
    Duration headersMax,
    int bytesPerSecondMin) {
  /** What no honest client comes near. */
  public static final Limits GENEROUS =
      new Limits(512, 256, 2000, 4000, 20_000, Duration.ofSeconds(30), 100);
}
