package cairn.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.ThrowAwayPostgres;
import cairn.sql.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobEngineTest {
  private enum Label {
    FIRST,
    SECOND
  }

  private interface Body {
    Outcome run(Label label, JobRun run) throws Exception;
  }

  /** A job whose steps each test writes. */
  private static final class TestJob implements Job<Label> {
    private final List<String> abandoned = new CopyOnWriteArrayList<>();
    private volatile Body body = (label, run) -> new Outcome.Done();
    private volatile int attemptsMax = 3;
    private volatile Duration deadline = Duration.ofHours(1);

    @Override
    public String name() {
      return "test";
    }

    @Override
    public Class<Label> labels() {
      return Label.class;
    }

    @Override
    public Outcome run(Label label, JobRun run) throws Exception {
      return body.run(label, run);
    }

    @Override
    public int attemptsMax() {
      return attemptsMax;
    }

    @Override
    public Duration deadline() {
      return deadline;
    }

    @Override
    public void abandon(Transaction transaction, JobRun run, String reason) {
      abandoned.add(reason);
    }
  }

  private static final JobSettings QUICK =
      new JobSettings(
          8,
          Duration.ofMillis(900),
          Duration.ofMillis(200),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofDays(1));

  private final DatabaseConfig config = ThrowAwayPostgres.create(List.of("work"));
  private final Database db = Database.open(config);
  private final ChangeFeed feed = new ChangeFeed(config, Time.system());
  private final TestJob job = new TestJob();
  private final Jobs jobs = new Jobs(db, Time.system(), Entropy.system());
  private final List<JobEngine> engines = new ArrayList<>();

  @BeforeEach
  void begin() {
    jobs.add(job);
    feed.start();
  }

  @AfterEach
  void end() {
    engines.forEach(JobEngine::close);
    feed.close();
    db.close();
    ThrowAwayPostgres.drop(config);
  }

  private JobEngine engine() {
    var engine = new JobEngine(jobs, feed, QUICK);
    engines.add(engine);
    engine.start();
    return engine;
  }

  private UUID start() {
    return db.inTransaction(tx -> jobs.start(tx, "test", UUID.randomUUID()));
  }

  private void awaitStatus(UUID id, JobStatus status) {
    await().until(() -> jobs.find(id).orElseThrow().status() == status);
  }

  @Test
  void goesFromStepToStepWithWhatTheLastOneLeft() {
    var seen = new CopyOnWriteArrayList<String>();
    job.body =
        (label, run) -> {
          seen.add(label + " " + run.arguments() + " " + RequestId.current());
          if (label == Label.FIRST) {
            run.replaceArguments(Json.object().put("disk", 7));
            return new Outcome.Hop(Label.SECOND);
          }
          return new Outcome.Done();
        };
    engine();
    var id = new UUID[1];
    RequestId.run("req-1", () -> id[0] = start());
    awaitStatus(id[0], JobStatus.DONE);
    assertThat(seen).containsExactly("FIRST {} req-1", "SECOND {\"disk\":7} req-1");
  }

  @Test
  void aJobOfATransactionThatWasRolledBackNeverRuns() {
    var ran = new AtomicInteger();
    job.body =
        (label, run) -> {
          ran.incrementAndGet();
          return new Outcome.Done();
        };
    engine();
    assertThatThrownBy(() ->
            db.run(tx -> {
              jobs.start(tx, "test", UUID.randomUUID());
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    awaitStatus(start(), JobStatus.DONE);
    assertThat(ran).hasValue(1);
  }

  @Test
  void napsAndComesBack() {
    var naps = new AtomicInteger();
    job.body =
        (label, run) ->
            naps.incrementAndGet() < 5
                ? new Outcome.Nap(Duration.ofMillis(10))
                : new Outcome.Done();
    engine();
    awaitStatus(start(), JobStatus.DONE);
    assertThat(naps).hasValue(5);
  }

  @Test
  void aNapEndsWhenWhatIsWaitedForHasHappened() throws Exception {
    var subject = UUID.randomUUID();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var runs = new AtomicInteger();
    job.body =
        (label, run) -> {
          if (runs.incrementAndGet() == 1) {
            begun.countDown();
            go.await();
          }
          return runs.get() < 3 ? new Outcome.Nap(Duration.ofHours(1)) : new Outcome.Done();
        };
    engine();
    var id = db.inTransaction(tx -> jobs.start(tx, "test", subject));
    begun.await();
    // It happens while the step runs: the nap that the step is about to ask for ends at once.
    db.run(tx -> jobs.hurry(tx, subject));
    go.countDown();
    await().until(() -> runs.get() == 2 && jobs.find(id).orElseThrow().attempts() == 0);
    assertThat(jobs.count(JobStatus.READY)).isEqualTo(1);
    db.run(tx -> jobs.hurry(tx, subject));
    awaitStatus(id, JobStatus.DONE);
    assertThat(runs).hasValue(3);
  }

  @Test
  void aStepThatThrowsIsTriedAgainAndWhatItAddedIsNotKept() {
    db.run(tx -> tx.sql("CREATE TABLE note (attempt int)").update());
    job.body =
        (label, run) -> {
          run.onCommit(
              tx -> tx.sql("INSERT INTO note VALUES (:n)").bind("n", run.attempt()).update());
          if (run.attempt() < 3) {
            throw new IllegalStateException("attempt " + run.attempt());
          }
          return new Outcome.Done();
        };
    engine();
    awaitStatus(start(), JobStatus.DONE);
    List<Integer> notes =
        db.read(tx -> tx.sql("SELECT attempt FROM note").list(row -> row.integer("attempt")));
    assertThat(notes).containsExactly(3);
    assertThat(job.abandoned).isEmpty();
  }

  @Test
  void aJobThatCannotGoOnIsAbandonedListedAndRetried() {
    job.body =
        (label, run) -> {
          throw new IllegalStateException("disk is broken");
        };
    engine();
    var id = start();
    awaitStatus(id, JobStatus.DEAD);
    assertThat(job.abandoned).hasSize(1).first().asString().contains("disk is broken");
    var dead = jobs.list(JobStatus.DEAD, 10);
    assertThat(dead).hasSize(1);
    assertThat(dead.getFirst().attempts()).isEqualTo(3);
    assertThat(dead.getFirst().lastError()).contains("disk is broken");
    job.body = (label, run) -> new Outcome.Done();
    jobs.retry(id);
    awaitStatus(id, JobStatus.DONE);
    assertThatThrownBy(() -> jobs.retry(id)).isInstanceOf(CloudException.class);
  }

  @Test
  void aRefusalOrAPassedDeadlineEndsItAtOnce() {
    job.body = (label, run) -> new Outcome.Fail("no such image");
    engine();
    awaitStatus(start(), JobStatus.DEAD);
    job.deadline = Duration.ofMillis(50);
    job.body = (label, run) -> new Outcome.Nap(Duration.ofMillis(20));
    awaitStatus(start(), JobStatus.DEAD);
    assertThat(job.abandoned).containsExactly("no such image", "the deadline has passed");
  }

  @Test
  void twoEnginesShareTheJobsAndRunNoneTwiceAtOnce() {
    Map<UUID, AtomicInteger> running = new ConcurrentHashMap<>();
    var together = new AtomicInteger();
    var steps = new AtomicInteger();
    job.body =
        (label, run) -> {
          var mine = running.computeIfAbsent(run.id(), _ -> new AtomicInteger());
          if (mine.incrementAndGet() > 1) {
            together.incrementAndGet();
          }
          steps.incrementAndGet();
          Thread.sleep(2);
          mine.decrementAndGet();
          return label == Label.FIRST ? new Outcome.Hop(Label.SECOND) : new Outcome.Done();
        };
    engine();
    engine();
    db.run(tx -> {
      for (var i = 0; i < 100; i++) {
        jobs.start(tx, "test", UUID.randomUUID());
      }
    });
    await().until(() -> jobs.list(JobStatus.DONE, 1000).size() == 100);
    assertThat(together).hasValue(0);
    assertThat(steps).hasValue(200);
  }

  @Test
  void aLongStepKeepsItsLease() {
    var runs = new AtomicInteger();
    job.body =
        (label, run) -> {
          runs.incrementAndGet();
          Thread.sleep(3000);
          return new Outcome.Done();
        };
    engine();
    engine();
    awaitStatus(start(), JobStatus.DONE);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aJobOfADeadServerIsTakenUpWhenItsLeaseEnds() {
    job.body = (label, run) -> new Outcome.Done();
    var id = start();
    // A server took it and died: nobody renews.
    db.run(tx -> JobStore.take(tx, id, UUID.randomUUID(), Duration.ofSeconds(1)));
    engine();
    awaitStatus(id, JobStatus.DONE);
    assertThat(jobs.find(id).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void aStepWhoseLeaseWasLostIsInterruptedAndNotKept() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    job.body =
        (label, run) -> {
          begun.countDown();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return new Outcome.Done();
        };
    engine();
    var id = start();
    begun.await();
    db.run(tx -> JobStore.take(tx, id, UUID.randomUUID(), Duration.ofHours(1)));
    interrupted.await();
    assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.READY);
  }

  @Test
  void anEngineThatStopsHandsItsJobsOn() throws Exception {
    var begun = new CountDownLatch(1);
    job.body =
        (label, run) -> {
          begun.countDown();
          Thread.sleep(60_000);
          return new Outcome.Done();
        };
    var first = engine();
    var id = start();
    begun.await();
    first.close();
    assertThat(jobs.find(id).orElseThrow().attempts()).isZero();
    job.body = (label, run) -> new Outcome.Done();
    engine();
    awaitStatus(id, JobStatus.DONE);
    assertThat(job.abandoned).isEmpty();
  }

  @Test
  void aDrillRunsAJobWithoutAnEngine() {
    var done = new CopyOnWriteArrayList<String>();
    job.body =
        (label, run) -> {
          done.add(label.name());
          return label == Label.FIRST ? new Outcome.Hop(Label.SECOND) : new Outcome.Done();
        };
    var drill = new JobDrill(jobs, () -> {});
    assertThat(drill.plain(start()).labels()).containsExactly("FIRST", "SECOND");
    done.clear();
    assertThat(drill.eachTwice(start()).info().status()).isEqualTo(JobStatus.DONE);
    assertThat(done).containsExactly("FIRST", "FIRST", "SECOND", "SECOND");
    assertThat(drill.failingOnce(start(), "SECOND").labels())
        .containsExactly("FIRST", "SECOND", "SECOND");
    assertThat(drill.givenUpAt(start(), "FIRST").info().status()).isEqualTo(JobStatus.DEAD);
  }
}
