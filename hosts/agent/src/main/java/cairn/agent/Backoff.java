package cairn.agent;

import cairn.common.Entropy;
import java.time.Duration;

/**
 * How long to wait before trying again: twice as long each time, up to a bound, of which a random
 * half is taken off so that many hosts do not come back at once. For one thread.
 */
final class Backoff {
  private final Duration first;
  private final Duration most;
  private final Entropy entropy;
  private Duration next;

  Backoff(Duration first, Duration most, Entropy entropy) {
    this.first = first;
    this.most = most;
    this.entropy = entropy;
    this.next = first;
  }

  void reset() {
    next = first;
  }

  Duration next() {
    var whole = next.toMillis();
    next = whole * 2 > most.toMillis() ? most : Duration.ofMillis(whole * 2);
    var random = entropy.bytes(2);
    var fraction = ((random[0] & 0xff) << 8 | (random[1] & 0xff)) / 65536.0;
    return Duration.ofMillis((long) (whole / 2.0 + whole / 2.0 * fraction));
  }
}
