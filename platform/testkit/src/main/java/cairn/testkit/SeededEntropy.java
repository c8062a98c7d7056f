package cairn.testkit;

import cairn.common.Entropy;
import java.util.Random;
import java.util.UUID;

/** Randomness that one seed replays. Thread-safe; the order of calls decides who gets what. */
public final class SeededEntropy implements Entropy {
  private final Random random;

  /** The sequence of that seed. */
  public SeededEntropy(long seed) {
    random = new Random(seed);
  }

  @Override
  public synchronized UUID uuid() {
    var high = (random.nextLong() & ~0xf000L) | 0x4000L;
    var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  @Override
  public synchronized byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
