package cairn.compute.host;

import cairn.protocol.HostInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A machine that runs guests.
 *
 * @param id the placement provider's too
 * @param serviceId names the agent in {@code /os-services}
 * @param number both have this number where an older version of the API wants one
 * @param zone its availability zone
 * @param enabled whether new servers may be put there
 * @param forcedDown whether an operator says that it is down
 * @param connected whether its agent had a stream when it was heard of last
 */
public record Host(
    UUID id,
    UUID serviceId,
    long number,
    String name,
    String zone,
    HostInfo info,
    boolean enabled,
    Optional<String> disabledReason,
    boolean forcedDown,
    boolean connected,
    Instant heardAt,
    Instant createdAt,
    Optional<Instant> updatedAt) {
  /** A host that has said nothing for so long is down. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** Whether its agent is there. */
  public boolean up(Instant now) {
    return connected && !forcedDown && heardAt.isAfter(now.minus(SILENCE_MAX));
  }
}
