package cairn.common;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

enum SystemTime implements Time {
  INSTANCE;

  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
