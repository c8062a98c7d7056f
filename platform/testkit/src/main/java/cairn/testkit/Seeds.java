package cairn.testkit;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Checks a property against many random cases, and tells how to see a failing one again. */
public final class Seeds {
  private Seeds() {}

  /**
   * Runs the check that many times, each with another seed; with {@code -Dseed=N} once, with that.
   */
  public static void forEach(int times, Consumer<SplittableRandom> check) {
    var given = Long.getLong("seed");
    if (given != null) {
      run(given, check);
      return;
    }
    var seeds = new SplittableRandom();
    for (var i = 0; i < times; i++) {
      run(seeds.nextLong(), check);
    }
  }

  private static void run(long seed, Consumer<SplittableRandom> check) {
    try {
      check.accept(new SplittableRandom(seed));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("rerun with -Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
