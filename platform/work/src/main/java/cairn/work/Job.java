package cairn.work;

import cairn.sql.Transaction;
import java.time.Duration;

/**
 * Long work as small labelled steps. One instance serves all runs, on many threads at once; what a
 * run knows is in the rows and in its arguments. The states are drawn in each job's own comment.
 *
 * @param <L> the steps; the first constant is where a job starts
 */
public interface Job<L extends Enum<L>> {
  /** Its name in the table and the log, such as {@code server.create}; never changed once used. */
  String name();

  /** The steps. */
  Class<L> labels();

  /**
   * Does one step. It runs outside of any transaction and may run more than once, so everything in
   * it is of the kind "ensure"; an exception is an attempt that failed.
   */
  Outcome run(L label, JobRun run) throws Exception;

  /** How long the whole may take before it is given up. */
  default Duration deadline() {
    return Duration.ofHours(1);
  }

  /** How often one step is tried. */
  default int attemptsMax() {
    return 10;
  }

  /**
   * Called, in the transaction that marks the job dead, so that the service can say it on the
   * resource. It only writes rows.
   */
  default void abandon(Transaction transaction, JobRun run, String reason) {}
}
