package cairn.common;

import java.time.Duration;
import java.time.Instant;

/** The clock of the program. Implementations are safe for use by many threads. */
public interface Time {
  /** The wall clock, in UTC, to the microsecond: what PostgreSQL stores comes back equal. */
  Instant now();

  /** A monotonic reading in nanoseconds, for measuring how long something took. */
  long nanos();

  /** Waits that long, or less when the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's own clock. */
  static Time system() {
    return SystemTime.INSTANCE;
  }
}
