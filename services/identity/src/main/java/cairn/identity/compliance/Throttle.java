package cairn.identity.compliance;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts failures by key and sends away, for the rest of the minute, whoever has had too many. Each
 * server counts for itself. Safe for many threads; the keys kept are bounded.
 */
public final class Throttle {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int KEYS_MAX = 50_000;

  private record Window(Instant begun, int failures) {}

  private final Time time;
  private final int failuresMax;
  private final Map<String, Window> windows = new HashMap<>();

  /**
   * @param failuresMax how many failures a key has in a minute
   */
  public Throttle(Time time, int failuresMax) {
    this.time = time;
    this.failuresMax = failuresMax;
  }

  /**
   * Lets pass whoever has not failed too often.
   *
   * @throws CloudException TOO_MANY_REQUESTS
   */
  public synchronized void check(String key) {
    var window = windows.get(key);
    if (window != null && window.failures() >= failuresMax && open(window)) {
      throw new CloudException(
          Kind.TOO_MANY_REQUESTS,
          "Too many failed attempts to authenticate. Try again in a minute.",
          "key " + key,
          null);
    }
  }

  /** Counts a failure. */
  public synchronized void failed(String key) {
    var window = windows.get(key);
    if (window == null && windows.size() >= KEYS_MAX) {
      forget();
    }
    windows.put(
        key,
        window != null && open(window)
            ? new Window(window.begun(), window.failures() + 1)
            : new Window(time.now(), 1));
  }

  private boolean open(Window window) {
    return window.begun().plus(WINDOW).isAfter(time.now());
  }

  /** Those whose minute is over; if there are none, all: better than to grow without a bound. */
  private void forget() {
    windows.values().removeIf(window -> !open(window));
    if (windows.size() >= KEYS_MAX) {
      windows.clear();
    }
  }
}
