package cairn.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.ThrowAwayPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilersTest {
  private record Counting(boolean alone, Duration every, AtomicInteger runs, AtomicInteger at)
      implements Reconciler {
    static Counting of(boolean alone, Duration every) {
      return new Counting(alone, every, new AtomicInteger(), new AtomicInteger());
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public void reconcile() throws Exception {
      if (at.incrementAndGet() > 1) {
        runs.addAndGet(1000);
      }
      Thread.sleep(5);
      at.decrementAndGet();
      if (runs.incrementAndGet() == 2) {
        throw new IllegalStateException("once");
      }
    }
  }

  private final DatabaseConfig config = ThrowAwayPostgres.create(List.of("work"));
  private final Database db = Database.open(config);

  @AfterEach
  void end() {
    db.close();
    ThrowAwayPostgres.drop(config);
  }

  private Reconcilers reconcilers() {
    return new Reconcilers(db, Time.system(), Entropy.system());
  }

  @Test
  void runsAtOnceAndWhenWokenAndAfterAFailure() {
    var counting = Counting.of(false, Duration.ofHours(1));
    try (var reconcilers = reconcilers()) {
      var wake = reconcilers.add(counting);
      reconcilers.start();
      for (var n = 1; n <= 4; n++) {
        var runs = n;
        await().until(() -> counting.runs().get() == runs);
        if (n % 2 == 0) {
          wake.run();
        } else {
          reconcilers.wake("counting");
        }
      }
    }
    assertThat(counting.runs().get()).isBetween(4, 5);
  }

  @Test
  void runsAgainByItself() {
    var counting = Counting.of(false, Duration.ofMillis(1));
    try (var reconcilers = reconcilers()) {
      reconcilers.add(counting);
      reconcilers.start();
      await().until(() -> counting.runs().get() > 5);
    }
  }

  @Test
  void twoServersDoNotRunWhatOneAtATimeMayRun() {
    var counting = Counting.of(true, Duration.ofMillis(1));
    try (var first = reconcilers();
        var second = reconcilers()) {
      first.add(counting);
      second.add(counting);
      first.start();
      second.start();
      await().until(() -> counting.runs().get() > 20);
    }
    assertThat(counting.runs().get()).isLessThan(1000);
    assertThat(db.<Boolean>read(tx -> tx.sql("SELECT 1 FROM lease").exists())).isFalse();
  }
}
