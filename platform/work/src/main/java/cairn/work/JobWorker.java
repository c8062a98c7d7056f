package cairn.work;

import cairn.common.RequestId;
import cairn.common.Time;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Does the steps of one job after the other for as long as they hop. Safe for many threads. */
final class JobWorker {
  private static final System.Logger LOG = System.getLogger(JobWorker.class.getName());
  private static final int ERROR_MAX = 2000;

  /** Runs one step; a drill puts something else in its place. */
  interface Steps {
    Outcome run(Job<?> job, String label, JobRun run) throws Exception;
  }

  /** Somebody else has the job now: what this one did is not kept. */
  private static final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Jobs jobs;
  private final Database database;
  private final Time time;
  private final JobSettings settings;
  private final Steps steps;
  private final BooleanSupplier stopping;

  JobWorker(Jobs jobs, JobSettings settings, Steps steps, BooleanSupplier stopping) {
    this.jobs = jobs;
    this.database = jobs.database();
    this.time = jobs.time();
    this.settings = settings;
    this.steps = steps;
    this.stopping = stopping;
  }

  /** The step as its class has it. */
  static <L extends Enum<L>> Outcome step(Job<L> job, String label, JobRun run) throws Exception {
    return job.run(Enum.valueOf(job.labels(), label), run);
  }

  /** Works until the job naps, ends, fails or is lost; the time when it wants to go on, if ever. */
  Optional<Instant> work(LeasedJob leased) {
    var current = Optional.of(leased);
    var due = new Due();
    while (current.isPresent() && !stopping.getAsBoolean()) {
      var job = current.get();
      var next = new Next();
      RequestId.run(job.requestId(), () -> next.job = attempt(job, due));
      current = next.job;
    }
    current.ifPresent(this::release);
    return due.at;
  }

  private static final class Due {
    private Optional<Instant> at = Optional.empty();
  }

  private static final class Next {
    private Optional<LeasedJob> job = Optional.empty();
  }

  private Optional<LeasedJob> attempt(LeasedJob leased, Due due) {
    var job = jobs.job(leased.name());
    var run = leased.run();
    try {
      if (time.now().isAfter(leased.deadlineAt())) {
        abandon(leased, job, run, because("the deadline has passed", leased));
        return Optional.empty();
      }
      if (leased.attempts() > job.attemptsMax()) {
        abandon(leased, job, run, because("too many attempts", leased));
        return Optional.empty();
      }
      var outcome = steps.run(job, leased.label(), run);
      return settle(leased, job, run, outcome, due);
    } catch (LeaseLost e) {
      LOG.log(System.Logger.Level.WARNING, "job {0} is another server''s now", leased.id());
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      failed(leased, job, run, e, due);
    }
    return Optional.empty();
  }

  private static String because(String reason, LeasedJob leased) {
    return leased.lastError().isEmpty() ? reason : reason + ": " + leased.lastError();
  }

  private Optional<LeasedJob> settle(
      LeasedJob leased, Job<?> job, JobRun run, Outcome outcome, Due due) {
    var now = time.now();
    switch (outcome) {
      case Outcome.Hop(var label) -> {
        if (!job.labels().isInstance(label)) {
          throw new IllegalStateException(label + " is no step of " + job.name());
        }
        keep(run, tx -> JobStore.hop(tx, leased, label.name(), run.arguments(), now));
        return Optional.of(leased.at(label.name(), now, run.arguments()));
      }
      case Outcome.Nap(var duration) -> {
        var then = now.plus(duration);
        keep(run, tx -> JobStore.nap(tx, leased, run.arguments(), now, then));
        due.at = Optional.of(then);
      }
      case Outcome.Done() -> keep(run, tx -> JobStore.end(tx, leased, JobStatus.DONE, "", now));
      case Outcome.Fail(var message) -> abandon(leased, job, run, message);
    }
    return Optional.empty();
  }

  private void keep(JobRun run, Predicate<Transaction> update) {
    database.run(tx -> {
      run.commit(tx);
      if (!update.test(tx)) {
        throw new LeaseLost();
      }
    });
  }

  private void failed(LeasedJob leased, Job<?> job, JobRun run, Throwable error, Due due) {
    // An interrupt ended the step; what follows must not be ended by the same one.
    var interrupted = Thread.interrupted();
    if (stopping.getAsBoolean() && (interrupted || error instanceof InterruptedException)) {
      release(leased);
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "job %s (%s of %s), step %s, attempt %d failed"
            .formatted(
                leased.id(), job.name(), leased.subject(), leased.label(), leased.attempts()),
        error);
    try {
      if (leased.attempts() >= job.attemptsMax()) {
        abandon(leased, job, run, text(error));
        return;
      }
      var then = time.now().plus(delay(leased.attempts()));
      database.run(tx -> JobStore.retryLater(tx, leased, text(error), then));
      due.at = Optional.of(then);
    } catch (RuntimeException e) {
      // Its lease will end, and some server take it up again.
      LOG.log(System.Logger.Level.WARNING, "job " + leased.id() + " could not be put back", e);
    }
  }

  private void abandon(LeasedJob leased, Job<?> job, JobRun run, String reason) {
    LOG.log(
        System.Logger.Level.ERROR,
        "job {0} ({1} of {2}) is given up at {3}: {4}",
        leased.id(),
        job.name(),
        leased.subject(),
        leased.label(),
        reason);
    try {
      database.run(tx -> bury(tx, leased, reason, () -> job.abandon(tx, run, reason)));
    } catch (LeaseLost e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "job " + leased.id() + " could not be abandoned", e);
      database.run(tx -> bury(tx, leased, reason + "; abandoned half: " + text(e), () -> {}));
    }
  }

  private void bury(Transaction tx, LeasedJob leased, String reason, Runnable hook) {
    if (!JobStore.end(tx, leased, JobStatus.DEAD, cut(reason), time.now())) {
      throw new LeaseLost();
    }
    hook.run();
  }

  private void release(LeasedJob leased) {
    try {
      database.run(tx -> JobStore.release(tx, leased));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "job " + leased.id() + " was not released", e);
    }
  }

  /** Doubles with each attempt, and never in step with other jobs that failed at the same time. */
  private Duration delay(int attempt) {
    var doubled = settings.retryMin().multipliedBy(1L << Math.min(attempt - 1, 20));
    var longest = doubled.compareTo(settings.retryMax()) > 0 ? settings.retryMax() : doubled;
    var jitter = 0.75 + (jobs.entropy().bytes(1)[0] & 0xff) / 512.0;
    return Duration.ofMillis((long) (longest.toMillis() * jitter));
  }

  private static String text(Throwable error) {
    return cut(error.toString());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), ERROR_MAX)).replace('\0', ' ');
  }
}
