package cairn.simulation;

import cairn.common.Time;
import cairn.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The simulation's clock as the server sees it: a sleep on the scheduler's thread lets the clock go
 * on; threads that the server has besides may not move it.
 *
 * @param scheduler the thread on which everything happens
 */
record Clock(FakeTime time, Thread scheduler) implements Time {
  Clock(FakeTime time) {
    this(time, Thread.currentThread());
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.currentThread().equals(scheduler)) {
      time.sleep(duration);
    } else {
      Thread.sleep(duration);
    }
  }
}
