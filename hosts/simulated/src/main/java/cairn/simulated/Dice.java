package cairn.simulated;

import cairn.common.Entropy;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Chances. Safe for many threads. */
record Dice(Entropy entropy) {
  private static final int BYTES = Integer.BYTES;
  private static final double RANGE = 1L << Integer.SIZE;

  /** True with that probability. */
  boolean falls(double share) {
    return share > 0 && fraction() < share;
  }

  /** One of so many. */
  int below(int bound) {
    return (int) (fraction() * bound);
  }

  /** About so long: between half of it and one and a half. */
  Duration about(Duration mean) {
    return Duration.ofNanos((long) (mean.toNanos() * (0.5 + fraction())));
  }

  private double fraction() {
    var number = ByteBuffer.wrap(entropy.bytes(BYTES)).getInt();
    return Integer.toUnsignedLong(number) / RANGE;
  }
}
