package cairn.simulated;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How simulated guests behave.
 *
 * @param prepare how long it takes to make a disk
 * @param start how long it takes to start
 * @param shutdown how long a guest takes to shut down when asked
 * @param disk why a disk cannot be made, for those that cannot
 * @param failure why a guest cannot be started, for those that cannot
 */
public record Behaviour(
    Duration prepare, Duration start, Duration shutdown, Failure disk, Failure failure) {
  private static final Failure NEVER = server -> Optional.empty();

  /** Everything at once, and nothing fails. */
  public static final Behaviour IDEAL =
      new Behaviour(Duration.ZERO, Duration.ZERO, Duration.ZERO, NEVER, NEVER);

  /** Decides which guests fail; called each time. Implementations are safe for many threads. */
  public interface Failure {
    /** The sentence for the user, or empty when all goes well. */
    Optional<String> of(UUID server);
  }

  /** The same, but things take so long. */
  public Behaviour taking(Duration newPrepare, Duration newStart, Duration newShutdown) {
    return new Behaviour(newPrepare, newStart, newShutdown, disk, failure);
  }

  /** The same, but starts fail by that rule. */
  public Behaviour failing(Failure rule) {
    return new Behaviour(prepare, start, shutdown, disk, rule);
  }

  /** The same, but there is no room for another disk. */
  public Behaviour diskFull() {
    Failure full = server -> Optional.of("The host's disk is full.");
    return new Behaviour(prepare, start, shutdown, full, failure);
  }
}
