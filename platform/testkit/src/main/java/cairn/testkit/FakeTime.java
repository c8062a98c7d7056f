package cairn.testkit;

import cairn.common.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it; a sleep moves it at once. Thread-safe. */
public final class FakeTime implements Time {
  private Instant now;
  private long nanos;

  /** Begins at noon of the first of January 2026, UTC. */
  public FakeTime() {
    this(Instant.parse("2026-01-01T12:00:00Z"));
  }

  /** Begins at that time. */
  public FakeTime(Instant start) {
    now = start.truncatedTo(ChronoUnit.MICROS);
  }

  /** Moves on. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration).truncatedTo(ChronoUnit.MICROS);
    nanos += duration.toNanos();
  }

  /** Sets the wall clock, forwards or back; the monotonic reading only ever goes forwards. */
  public synchronized void set(Instant instant) {
    nanos += Math.max(0, Duration.between(now, instant).toNanos());
    now = instant.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(duration);
  }
}
