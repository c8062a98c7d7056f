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
 * @param failure why a guest cannot be started, for those that cannot
 */
public record Behaviour(Duration prepare, Duration start, Duration shutdown, Failure failure) {
  /** Everything at once, and nothing fails. */
  public static final Behaviour IDEAL =
      new Behaviour(Duration.ZERO, Duration.ZERO, Duration.ZERO, server -> Optional.empty());

  /** Decides which guests fail; called at each start. Implementations are safe for many threads. */
  public interface Failure {
    /** The sentence for the user, or empty when the guest starts. */
    Optional<String> of(UUID server);
  }

  /** The same, but guests fail by that rule. */
  public Behaviour failing(Failure rule) {
    return new Behaviour(prepare, start, shutdown, rule);
  }
}
