package cairn.work;

import java.time.Duration;

/**
 * How an engine works.
 *
 * @param concurrency how many steps at once in this process
 * @param lease how long a server that died keeps a job from the others
 * @param poll how often the table is looked at when nothing else wakes the engine
 * @param retryMin the wait after the first failed attempt; it doubles with each
 * @param retryMax the longest wait between attempts
 * @param keep how long finished jobs stay in the table
 */
public record JobSettings(
    int concurrency,
    Duration lease,
    Duration poll,
    Duration retryMin,
    Duration retryMax,
    Duration keep) {
  /** What fits most. */
  public static JobSettings usual() {
    return new JobSettings(
        32,
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofDays(1));
  }
}
