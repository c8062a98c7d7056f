package cairn.work;

import cairn.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What a step knows of its job. For the step's own thread. */
public final class JobRun {
  private final UUID id;
  private final UUID subject;
  private final Instant labelAt;
  private final int attempt;
  private final List<Consumer<Transaction>> commits = new ArrayList<>();
  private JsonNode arguments;

  JobRun(UUID id, UUID subject, JsonNode arguments, Instant labelAt, int attempt) {
    this.id = id;
    this.subject = subject;
    this.arguments = arguments;
    this.labelAt = labelAt;
    this.attempt = attempt;
  }

  /** The job's own id. */
  public UUID id() {
    return id;
  }

  /** What it is about. */
  public UUID subject() {
    return subject;
  }

  /** What it was started with, or what a step has put in its place. */
  public JsonNode arguments() {
    return arguments;
  }

  /** When it came to this step, for steps that wait a limited time. */
  public Instant labelAt() {
    return labelAt;
  }

  /** Which attempt at this step this is, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Hands the coming steps something; it is kept when this step's outcome is. */
  public void replaceArguments(JsonNode replacement) {
    arguments = replacement;
  }

  /**
   * Adds rows to the transaction that keeps this step's outcome: both are there or neither. Not
   * done when the step throws.
   */
  public void onCommit(Consumer<Transaction> work) {
    commits.add(work);
  }

  JobRun copy() {
    return new JobRun(id, subject, arguments, labelAt, attempt);
  }

  void commit(Transaction transaction) {
    commits.forEach(work -> work.accept(transaction));
  }
}
