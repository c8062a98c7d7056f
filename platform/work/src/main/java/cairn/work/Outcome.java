package cairn.work;

import java.time.Duration;

/** How a step ends. */
public sealed interface Outcome {
  /** Go on with that step, at once. */
  record Hop(Enum<?> label) implements Outcome {}

  /** Do this step again after that time; nothing was wrong, so the attempts begin anew. */
  record Nap(Duration duration) implements Outcome {}

  /** The job is finished. */
  record Done() implements Outcome {}

  /** The job cannot be finished and no further attempt would help. */
  record Fail(String message) implements Outcome {}
}
