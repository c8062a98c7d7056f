package cairn.guests;

import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes are killed at random moments while servers come and go. The size is small by itself;
 * {@code -Dkill.guests=50 -Dkill.simulated=2000 -Dkill.kills=20 -Dkill.rounds=20} is the whole of
 * it, and {@code -Dseed=N} a round that failed once more.
 */
@Tag("guests")
class KillTest {
  @Test
  void nothingIsLostAndNothingIsLeft() throws Exception {
    var seeds = new SecureRandom();
    for (var round = 1; round <= Integer.getInteger("kill.rounds", 1); round++) {
      var seed = Long.getLong("seed", seeds.nextLong());
      System.out.printf("kills, round %d: -Dseed=%d%n", round, seed);
      new KillRound(KillRound.Size.asked(), seed).run();
    }
  }
}
