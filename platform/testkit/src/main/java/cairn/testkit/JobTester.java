package cairn.testkit;

import cairn.work.JobDrill;
import cairn.work.JobInfo;
import cairn.work.JobStatus;
import cairn.work.Jobs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Proves of every job of a program that each step may run twice, may fail once after it did its
 * work, and may be the last before the job is given up. A test gives one row for each kind of job;
 * a kind without a row fails the test.
 */
public final class JobTester {
  private record Course(
      Supplier<UUID> begin, Runnable onNap, Consumer<JobInfo> done, Consumer<JobInfo> abandoned) {}

  private final Jobs jobs;
  private final Map<String, Course> courses = new LinkedHashMap<>();

  /** A tester of those jobs. */
  public JobTester(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Adds the row of a kind of job.
   *
   * @param begin makes a new subject and starts a job for it; the job's id
   * @param onNap lets the world around move on while the job waits
   * @param done asserts what must be true when it is done, whatever happened on the way
   * @param abandoned asserts what must be true when it was given up, at any step
   */
  public JobTester job(
      String name,
      Supplier<UUID> begin,
      Runnable onNap,
      Consumer<JobInfo> done,
      Consumer<JobInfo> abandoned) {
    courses.put(name, new Course(begin, onNap, done, abandoned));
    return this;
  }

  /** Adds the row of a kind of job that waits for nothing. */
  public JobTester job(
      String name, Supplier<UUID> begin, Consumer<JobInfo> done, Consumer<JobInfo> abandoned) {
    return job(name, begin, () -> {}, done, abandoned);
  }

  /** Runs them all, in every way. */
  public void check() {
    var missing = new LinkedHashSet<>(jobs.names());
    missing.removeAll(courses.keySet());
    if (!missing.isEmpty()) {
      throw new AssertionError("no row for the jobs " + missing);
    }
    courses.forEach(this::check);
  }

  private void check(String name, Course course) {
    var drill = new JobDrill(jobs, course.onNap());
    var plain = drill.plain(course.begin().get());
    ended(name, "as it is", plain, JobStatus.DONE, course.done());
    var twice = drill.eachTwice(course.begin().get());
    ended(name, "each step twice", twice, JobStatus.DONE, course.done());
    for (var label : new LinkedHashSet<>(plain.labels())) {
      var failing = drill.failingOnce(course.begin().get(), label);
      ended(name, label + " fails once", failing, JobStatus.DONE, course.done());
      var dead = drill.givenUpAt(course.begin().get(), label);
      ended(name, "given up at " + label, dead, JobStatus.DEAD, course.abandoned());
    }
  }

  private static void ended(
      String name,
      String manner,
      JobDrill.Course course,
      JobStatus wanted,
      Consumer<JobInfo> assertion) {
    var what = "job %s, %s, steps %s".formatted(name, manner, course.labels());
    if (course.info().status() != wanted) {
      throw new AssertionError(
          "%s: %s %s".formatted(what, course.info().status(), course.info().lastError()));
    }
    try {
      assertion.accept(course.info());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }
}
