package cairn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.sql.Transaction;
import cairn.work.Job;
import cairn.work.JobRun;
import cairn.work.Jobs;
import cairn.work.Outcome;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class JobTesterTest {
  private enum Label {
    MAKE,
    ANNOUNCE
  }

  /** Makes something in a world that a correct step does not make twice. */
  private record MakeJob(Set<UUID> made, Set<UUID> failed, boolean careful) implements Job<Label> {
    @Override
    public String name() {
      return "make";
    }

    @Override
    public Class<Label> labels() {
      return Label.class;
    }

    @Override
    public Outcome run(Label label, JobRun run) {
      return switch (label) {
        case MAKE -> {
          if (!made.add(run.subject()) && !careful) {
            yield new Outcome.Fail("there is one already");
          }
          yield new Outcome.Hop(Label.ANNOUNCE);
        }
        case ANNOUNCE -> new Outcome.Done();
      };
    }

    @Override
    public void abandon(Transaction transaction, JobRun run, String reason) {
      failed.add(run.subject());
    }
  }

  private static void check(TestDatabase test, boolean careful) {
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    Set<UUID> failed = ConcurrentHashMap.newKeySet();
    var jobs = new Jobs(test.database(), Time.system(), Entropy.system());
    jobs.add(new MakeJob(made, failed, careful));
    new JobTester(jobs)
        .job(
            "make",
            () -> test.database().inTransaction(tx -> jobs.start(tx, "make", UUID.randomUUID())),
            info -> assertThat(made).contains(info.subject()),
            info -> assertThat(failed).contains(info.subject()))
        .check();
  }

  @Test
  void findsAStepThatMayNotRunTwice() {
    try (var test = TestDatabase.create("work")) {
      check(test, true);
      assertThatThrownBy(() -> check(test, false))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("each step twice")
          .hasMessageContaining("there is one already");
    }
  }

  @Test
  void wantsARowForEachJob() {
    try (var test = TestDatabase.create("work")) {
      var jobs = new Jobs(test.database(), Time.system(), Entropy.system());
      jobs.add(new MakeJob(Set.of(), Set.of(), true));
      assertThatThrownBy(() -> new JobTester(jobs).check())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("make");
      assertThat(SqlStatements.check(test.database(), "cairn.work")).isGreaterThan(10);
    }
  }
}
