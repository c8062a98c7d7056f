package cairn.simulated;

import java.time.Duration;

/**
 * What goes wrong by itself on simulated hosts. Shares are between 0 and 1; a zero is never.
 *
 * @param startFails the share of starts that fail
 * @param diskFull the share of hosts whose disk has no room for another guest
 * @param duplicates the share of reports that are sent twice, the second time late
 * @param late the share of reports that are sent late, so that others overtake them
 * @param lateBy how late that is
 * @param silentEvery how long a host goes, on average, until its line is dead for a while
 * @param silentFor how long it is; what was said meanwhile arrives afterwards, or the server has
 *     hung up by then
 * @param crashEvery how long a host goes, on average, until it loses its power, and its guests end
 * @param crashFor how long it is off
 */
public record Faults(
    double startFails,
    double diskFull,
    double duplicates,
    double late,
    Duration lateBy,
    Duration silentEvery,
    Duration silentFor,
    Duration crashEvery,
    Duration crashFor) {
  /** Nothing goes wrong. */
  public static final Faults NONE =
      new Faults(
          0,
          0,
          0,
          0,
          Duration.ofMillis(500),
          Duration.ZERO,
          Duration.ofSeconds(45),
          Duration.ZERO,
          Duration.ofSeconds(60));
}
