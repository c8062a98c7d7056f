package cairn.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs one job from here to its end without an engine, as it is or in a way that hurts: that is how
 * a test sees that each step may run twice and may fail. Naps and waits between attempts are
 * skipped.
 */
public final class JobDrill {
  private static final int ROUNDS_MAX = 1000;

  /**
   * How a run went.
   *
   * @param info the job at its end
   * @param labels the steps in the order in which they were begun
   */
  public record Course(JobInfo info, List<String> labels) {}

  private final Jobs jobs;
  private final Runnable onNap;

  /**
   * A drill.
   *
   * @param onNap lets the world around move on while the job naps
   */
  public JobDrill(Jobs jobs, Runnable onNap) {
    this.jobs = jobs;
    this.onNap = onNap;
  }

  /** Each step once. */
  public Course plain(UUID id) {
    return drill(id, JobWorker::step);
  }

  /** Each step twice, as if the server had died between the step and the commit. */
  public Course eachTwice(UUID id) {
    return drill(
        id,
        (job, label, run) -> {
          JobWorker.step(job, label, run.copy());
          return JobWorker.step(job, label, run);
        });
  }

  /** That step fails after it has done its work, the first time. */
  public Course failingOnce(UUID id, String failing) {
    var failed = new ArrayList<String>();
    return drill(
        id,
        (job, label, run) -> {
          var outcome = JobWorker.step(job, label, run);
          if (label.equals(failing) && failed.isEmpty()) {
            failed.add(label);
            throw new IOException("a drill: the step did its work and failed");
          }
          return outcome;
        });
  }

  /** That step does its work, and then the job is given up. */
  public Course givenUpAt(UUID id, String last) {
    return drill(
        id,
        (job, label, run) -> {
          var outcome = JobWorker.step(job, label, run);
          return label.equals(last) ? new Outcome.Fail("a drill") : outcome;
        });
  }

  private Course drill(UUID id, JobWorker.Steps steps) {
    var labels = new ArrayList<String>();
    var worker =
        new JobWorker(
            jobs,
            JobSettings.usual(),
            (job, label, run) -> {
              labels.add(label);
              return steps.run(job, label, run);
            },
            () -> false);
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var token = jobs.entropy().uuid();
      var lease = JobSettings.usual().lease();
      jobs.database()
          .inTransaction(tx -> JobStore.take(tx, id, token, lease))
          .ifPresent(worker::work);
      var info = jobs.find(id).orElseThrow();
      if (info.status() != JobStatus.READY) {
        return new Course(info, List.copyOf(labels));
      }
      onNap.run();
    }
    throw new IllegalStateException("the job does not end; its steps were " + labels);
  }
}
