package cairn.guests;

import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes are killed at random moments while servers come and go. The size is small by itself;
 * {@code ./cairn test kills --rounds 20} is the whole of it, and {@code --seed N} makes the choices
 * of a round that failed once more.
 */
@Tag("guests")
class KillTest {
  @Test
  void nothingIsLostAndNothingIsLeft() throws Exception {
    var seeds = new SecureRandom();
    var rounds = Integer.getInteger("kill.rounds", 1);
    for (var round = 1; round <= rounds; round++) {
      var seed = Long.getLong("seed", seeds.nextLong());
      System.out.printf("kills, round %d: --seed %d%n", round, seed);
      new KillRound(KillRound.Size.asked(), seed).run();
    }
    System.out.printf("%d rounds green, each of %s%n", rounds, KillRound.Size.asked());
  }
}
