package cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A few dozen seeds in each build; others by {@code -Dseed=N} (one), {@code -Dseeds=N} (so many new
 * ones) or {@code -Dminutes=N} (as many as that takes).
 */
class SimulationTest {
  private static final int SEEDS = 36;
  private static final int STEPS = Integer.getInteger("steps", 300);

  @Test
  void everySeedKeepsItsPromises() throws SQLException {
    var events = new TreeMap<String, Integer>();
    var given = Long.getLong("seed");
    var minutes = Long.getLong("minutes", 0);
    var seeds = Integer.getInteger("seeds", minutes > 0 ? Integer.MAX_VALUE : SEEDS);
    var fresh = System.getProperty("seeds") != null || minutes > 0;
    var random = new Random();
    var end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    var runs = 0;
    for (var run = 0; run < (given == null ? seeds : 1); run++) {
      var seed = given != null ? given : fresh ? random.nextInt(1, 1_000_000_000) : run + 1L;
      run(seed, events);
      runs++;
      if (runs % 50 == 0) {
        System.out.printf("%d seeds%n", runs);
      }
      if (minutes > 0 && System.nanoTime() > end) {
        break;
      }
    }
    System.out.printf("%d seeds. %s%n", runs, events);
  }

  @Test
  void theSameSeedIsTheSameRun() throws SQLException {
    try (var first = new Simulation(7);
        var second = new Simulation(7)) {
      first.run(STEPS);
      second.run(STEPS);
      assertThat(second.trace()).isEqualTo(first.trace());
    }
  }

  private static void run(long seed, Map<String, Integer> events) throws SQLException {
    try (var simulation = new Simulation(seed)) {
      try {
        simulation.run(STEPS);
      } catch (RuntimeException | AssertionError e) {
        var trace = simulation.trace();
        var shown = trace.subList(Math.max(0, trace.size() - 2000), trace.size());
        System.out.println(String.join("\n", shown));
        throw new AssertionError(
            "./cairn test simulation --seed %d\n  %s".formatted(seed, e.getMessage()), e);
      }
      simulation.events().forEach((event, count) -> events.merge(event, count, Integer::sum));
    }
  }
}
