package cairn.bench.cloud;

import cairn.common.Time;
import java.time.Duration;

/** Waiting, where nothing tells that it is over. */
public final class Pause {
  private Pause() {}

  /** Waits that long. */
  public static void of(Duration duration) {
    try {
      Time.system().sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
